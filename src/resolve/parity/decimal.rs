//! Exact decimal numbers: figures are compared digit by digit, never as floating-point approximations.

/// `mantissa` · 10^`exponent`, with a mantissa that ten does not divide: equal numbers are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Decimal {
    mantissa: u64,
    exponent: i32,
}

/// Digits that a figure may have; longer ones are numbers of documents and the like, which are cut to these.
const MOST_DIGITS: usize = 18;

impl Decimal {
    /// The number in its normal form.
    pub(super) fn new(mut mantissa: u64, mut exponent: i32) -> Self {
        if mantissa == 0 {
            exponent = 0;
        }
        while mantissa != 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent += 1;
        }
        Self { mantissa, exponent }
    }

    /// From digits, the last `decimals` of which stand behind the decimal point.
    pub(super) fn from_digits(digits: &str, decimals: usize) -> Self {
        let digits = digits.trim_start_matches('0');
        let cut = digits.len().saturating_sub(MOST_DIGITS);
        let mantissa = digits[..digits.len() - cut].parse().unwrap_or(0);
        Self::new(mantissa, cut as i32 - decimals as i32)
    }

    /// Ten to the power of `tens` times the number.
    pub(super) fn scaled(self, tens: i32) -> Self {
        Self::new(self.mantissa, self.exponent + tens)
    }

    /// The sum; none if it has more digits than are kept.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self.mantissa == 0 || other.mantissa == 0 {
            return Some(if self.mantissa == 0 { other } else { self });
        }
        let exponent = self.exponent.min(other.exponent);
        let aligned = |one: Self| {
            let factor = 10u64.checked_pow((one.exponent - exponent).try_into().ok()?)?;
            one.mantissa.checked_mul(factor)
        };
        Some(Self::new(
            aligned(self)?.checked_add(aligned(other)?)?,
            exponent,
        ))
    }

    /// The product; none if it has more digits than are kept.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        Some(Self::new(mantissa, self.exponent + other.exponent))
    }

    /// Hundred minus the number.
    pub(super) fn complement(self) -> Option<Self> {
        let rest = 100u32.checked_sub(self.whole()?)?;
        Some(Self::from(rest))
    }

    /// The number if it is whole and not large.
    pub(super) fn whole(self) -> Option<u32> {
        let factor = 10u64.checked_pow(self.exponent.try_into().ok()?)?;
        self.mantissa.checked_mul(factor)?.try_into().ok()
    }

    /// The digits without the zeros around them, as a number.
    pub(super) fn mantissa(self) -> u64 {
        self.mantissa
    }

    /// The place of the last digit that is not zero: 0 for ones, 1 for tens, -1 for tenths.
    pub(super) fn exponent(self) -> i32 {
        self.exponent
    }

    /// How many digits there are without the zeros around them.
    pub(super) fn significant(self) -> u32 {
        self.mantissa.checked_ilog10().map_or(0, |log| log + 1)
    }

    /// Digits before the decimal point.
    pub(super) fn magnitude(self) -> i32 {
        self.significant() as i32 + self.exponent
    }

    /// Whether it is ten or more.
    pub(super) fn has_two_places(self) -> bool {
        self.magnitude() >= 2
    }

    /// Whether `coarse` is this number with fewer digits, rounded or cut off.
    pub(super) fn rounds_to(self, coarse: Self) -> bool {
        if coarse.exponent <= self.exponent || coarse.mantissa == 0 {
            return false;
        }
        let Some(unit) = u32::try_from(coarse.exponent - self.exponent)
            .ok()
            .and_then(|tens| 10u64.checked_pow(tens))
        else {
            return false;
        };
        let floor = self.mantissa / unit;
        // "Nearly 5,000" may be 4,830, "more than 11 million" 11.05 million.
        floor == coarse.mantissa || floor + 1 == coarse.mantissa && self.mantissa % unit * 2 >= unit
    }
}

impl From<u32> for Decimal {
    fn from(whole: u32) -> Self {
        Self::new(u64::from(whole), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_several_forms_is_one_value() {
        let number =
            |digits: &str, decimals, tens| Decimal::from_digits(digits, decimals).scaled(tens);
        assert_eq!(number("11", 0, 4), number("110000", 0, 0));
        assert_eq!(number("11", 0, 4), number("011", 2, 6));
        assert_eq!(number("448416", 1, 4), number("448416", 3, 6));
        assert_eq!(number("1239", 1, 8), number("1239", 2, 9));
        assert_eq!(number("000", 1, 4), number("0", 0, 0));
        assert_ne!(number("11", 0, 4), number("11", 0, 5));
        assert_eq!(number("11", 0, 4).whole(), Some(110_000));
        assert_eq!(number("115", 1, 0).whole(), None);
    }

    #[test]
    fn sums_and_products_are_exact() {
        let number = |digits: &str, decimals| Decimal::from_digits(digits, decimals);
        assert_eq!(
            number("2", 0).scaled(4).plus(number("3", 1)),
            Some(number("200003", 1))
        );
        assert_eq!(number("3", 1).times(number("3", 1)), Some(number("9", 2)));
        assert_eq!(Decimal::new(u64::MAX, 0).times(Decimal::from(7)), None);
    }

    #[test]
    fn rounding_is_to_fewer_digits_only() {
        let rounds = |fine: u32, coarse: u32| Decimal::from(fine).rounds_to(Decimal::from(coarse));
        assert!(rounds(11_050_000, 11_000_000));
        assert!(rounds(4_830, 5_000));
        assert!(!rounds(4_830, 4_900));
        assert!(!rounds(11_000, 11_050));
        assert!(!rounds(5_000, 5_000));
    }
}
