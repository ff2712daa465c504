//! Chinese numbers: `11万`, `1.2万亿`, `3亿5000万`, `三十五`, `二〇二三`, `两百多`.

use super::super::decimal::Decimal;
use super::super::line::Line;
use super::super::numerals::{ENGLISH, Numeral, numeral};

/// A number that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// One past its last character.
    pub(super) end: usize,
    /// The digits, if it is written in such and nothing else.
    pub(super) digits: Option<Numeral>,
    /// Whether any part of it is written in digits.
    pub(super) has_digits: bool,
    /// Whether it is said to be more or less, `多` or `余`.
    pub(super) approximate: bool,
    /// Ten to this power is named behind the digits: 4 in `11万`.
    pub(super) tens: i32,
}

/// The value of a numeral character from 〇 to 九.
pub(super) fn digit(character: char) -> Option<u32> {
    let at = "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == character);
    at.map(|at| at as u32).or((character == '两').then_some(2))
}

/// Whether a number may start with the character.
pub(super) fn starts(character: char) -> bool {
    character.is_ascii_digit()
        || digit(character).is_some()
        || matches!(character, '十' | '百' | '千')
}

/// Reads the number at a place.
pub(super) fn number(line: &Line, at: usize) -> Option<Number> {
    let mut sum = Decimal::from(0);
    let mut here = at;
    let mut limit = i32::MAX;
    let mut result: Option<Number> = None;
    loop {
        let digits = numeral(line, here, ENGLISH);
        let (value, mut end) = match digits {
            Some(digits) => (digits.value, digits.end),
            // 60万千瓦: a unit alone does not go on with a number.
            None if result.is_some() && digit(line.at(here)).is_none() => break,
            None => match below_ten_thousand(line, here) {
                // Elsewhere 点 is an hour.
                Some(read) => match point(line, read.1) {
                    Some((tenths, end)) if matches!(line.at(end), '万' | '亿' | '倍') => {
                        (read.0.plus(tenths).unwrap_or(read.0), end)
                    }
                    _ => read,
                },
                None => break,
            },
        };
        let is_first = result.is_none();
        // A space may stand between digits and their unit, but not between two parts of a number.
        let (approximate, behind) = vague(line, end);
        let behind = if digits.is_some() && !approximate {
            line.skip_spaces(behind)
        } else {
            behind
        };
        let (tens, scaled) = scale(line, behind, digits.is_some());
        if tens > 0 {
            end = scaled;
        } else if approximate {
            end = behind;
        }
        if !is_first && tens >= limit {
            break;
        }
        let Some(next) = sum.plus(value.scaled(tens)) else {
            break;
        };
        sum = next;
        let (more, after) = vague(line, end);
        result = Some(Number {
            value: sum,
            end: if more { after } else { end },
            digits: digits.filter(|_| is_first && tens == 0),
            has_digits: digits.is_some() || result.is_some_and(|before| before.has_digits),
            approximate: approximate || more,
            tens,
        });
        limit = tens;
        here = end;
        if tens == 0 || approximate || more {
            break;
        }
    }
    result
}

/// The decimals in characters behind a number, `点五`, and their end.
pub(super) fn point(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    let start = (line.at(at) == '点').then_some(at + 1)?;
    let digits = (start..line.len()).map_while(|at| digit(line.at(at)));
    let digits: String = digits.map(|digit| digit.to_string()).collect();
    let end = start + digits.len();
    (!digits.is_empty()).then(|| (Decimal::from_digits(&digits, digits.len()), end))
}

/// `多`, `余` or `几` behind a number.
fn vague(line: &Line, at: usize) -> (bool, usize) {
    let mark = line.skip_spaces(at);
    let is_vague = matches!(line.at(mark), '多' | '余' | '几') && line.at(mark + 1) != '次'
        || line.at(at) == '+';
    (is_vague, if is_vague { mark + 1 } else { at })
}

/// The power of ten that `万` and the like name: 8 for `万万` or `亿`; hundreds and thousands only behind digits.
fn scale(line: &Line, at: usize, behind_digits: bool) -> (i32, usize) {
    let mut tens = 0;
    let mut here = at;
    loop {
        tens += match line.at(here) {
            '百' if behind_digits && tens == 0 => 2,
            '千' if behind_digits
                && tens == 0
                && !matches!(
                    line.at(here + 1),
                    '米' | '瓦' | '克' | '伏' | '赫' | '卡' | '帕'
                ) =>
            {
                3
            }
            '万' => 4,
            '亿' => 8,
            _ => return (tens, here),
        };
        here += 1;
    }
}

/// Characters from 〇 to 九 of which the last may go with a unit: 三四十.
const LONGEST_COUNT: usize = 3;

/// `三千二百`, `十五`, `二〇二三`: the value and the end.
fn below_ten_thousand(line: &Line, at: usize) -> Option<(Decimal, usize)> {
    let mut here = at;
    let mut written = String::new();
    while let Some(value) = digit(line.at(here)) {
        written.push_str(&value.to_string());
        here += 1;
    }
    let is_unit = |at: usize| matches!(line.at(at), '十' | '百' | '千');
    // 三四十 are two numbers, a longer run is none.
    if written.len() > LONGEST_COUNT || written.len() > 1 && !is_unit(here) {
        return Some((Decimal::from_digits(&written, 0), here));
    }
    let mut here = at;
    let mut sum = 0;
    let mut limit = u32::MAX;
    loop {
        let mut start = here;
        if sum > 0 && line.at(start) == '〇' {
            start += 1;
        }
        let factor = digit(line.at(start));
        let unit_at = if factor.is_some() { start + 1 } else { start };
        let unit = match line.at(unit_at) {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => 1,
        };
        if unit >= limit || unit == 1 && factor.is_none() {
            break;
        }
        sum += factor.unwrap_or(1) * unit;
        here = if unit == 1 { unit_at } else { unit_at + 1 };
        limit = unit;
        if unit == 1 {
            break;
        }
    }
    (here > at).then(|| (Decimal::from(sum), here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_to_their_end() {
        let check = |text: &str, digits: &str, decimals: usize, rest: &str| {
            let line = Line::new(text);
            let number = number(&line, 0).unwrap();
            assert_eq!(
                number.value,
                Decimal::from_digits(digits, decimals),
                "{text}"
            );
            assert_eq!(line.text(number.end, line.len()), rest, "{text}");
        };
        check("11万人", "110000", 0, "人");
        check("44841.6万元", "448416000", 0, "元");
        check("1.2万亿元", "1200000000000", 0, "元");
        check("3億5,000萬", "350000000", 0, "");
        check("1万2千人", "12000", 0, "人");
        check("三千二百〇五户", "3205", 0, "户");
        check("十五天", "15", 0, "天");
        check("二十", "20", 0, "");
        check("一百二", "102", 0, "");
        check("两万五千", "25000", 0, "");
        check("二〇二三年", "2023", 0, "年");
        check("３００多家", "300", 0, "家");
        check("300 多萬", "3000000", 0, "");
        check("三点五亿元", "350000000", 0, "元");
        check("六点半", "6", 0, "点半");
        check("60万千瓦", "600000", 0, "千瓦");
        check("300多万", "3000000", 0, "");
        check("5 萬人", "50000", 0, "人");
        check("212千米", "212", 0, "千米");
        let long = "1234567890".repeat(3);
        check(&format!("{long}个"), &long, 0, "个");
        check(&format!("0.{long}个"), &long, 30, "个");
        check(&format!("{}十", "一".repeat(30)), &"1".repeat(30), 0, "十");
    }
}
