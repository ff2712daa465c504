//! The time of an event as an office states it: a day, or a day with a time, in the site's zone.

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// A day or a minute in the site's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    zoned: ZonedDateTime,
    has_time: bool,
}

/// Why a text is no [`Moment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentError {
    /// Not written as `2023-04-14`, `2023-04-14 10:00` or in RFC 3339.
    Form,
    /// Well written, but there is no such day or time: 30 February, 25:00.
    Impossible,
}

impl Moment {
    /// Reads `2023-04-14`, `2023-04-14 10:00[:00]` (in `zone`) or RFC 3339 with an offset. A time that the
    /// zone's clocks skip is moved forward; of one that they repeat the first is meant (RFC 5545, as jiff does it).
    ///
    /// # Errors
    /// [`MomentError`] says what is wrong.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, MomentError> {
        if !has_form(text) {
            return Err(MomentError::Form);
        }
        let impossible = |_| MomentError::Impossible;
        if text.len() == 10 {
            let day: Date = text.parse().map_err(impossible)?;
            let zoned = day.to_zoned_datetime(zone.clone()).map_err(impossible)?;
            return Ok(Self {
                zoned,
                has_time: false,
            });
        }
        let zoned = match text.parse::<Timestamp>() {
            Ok(instant) => instant.to_zoned_datetime(zone.clone()),
            Err(_) if has_offset(text) => return Err(MomentError::Impossible),
            Err(_) => text
                .replacen(' ', "T", 1)
                .parse::<DateTime>()
                .map_err(impossible)?
                .to_zoned_datetime(zone.clone())
                .map_err(impossible)?,
        };
        Ok(Self {
            zoned,
            has_time: true,
        })
    }

    /// The day in the site's zone.
    pub fn day(&self) -> Date {
        self.zoned.date()
    }

    /// Hour and minute in the site's zone, if a time was stated.
    pub fn time(&self) -> Option<(i8, i8)> {
        self.has_time
            .then(|| (self.zoned.hour(), self.zoned.minute()))
    }

    /// The instant; the start of the day where no time was stated.
    pub fn instant(&self) -> Timestamp {
        self.zoned.timestamp()
    }

    /// Whether it lies behind: a day without a time has passed when it is over.
    pub fn has_passed(&self, now: Timestamp) -> bool {
        if self.has_time {
            return self.instant() <= now;
        }
        let zone = self.zoned.time_zone();
        let next = self.day().tomorrow();
        let end = next.and_then(|day| day.to_zoned_datetime(zone.clone()));
        end.is_ok_and(|end| end.timestamp() <= now)
    }

    /// As front matter states it: `2023-04-14`, or `2023-04-14 10:00`.
    pub fn plain_text(&self) -> String {
        match self.time() {
            Some((hour, minute)) => format!("{} {hour:02}:{minute:02}", self.day()),
            None => self.day().to_string(),
        }
    }

    /// For `<time datetime>`: `2023-04-14`, or `2023-04-14T10:00:00+08:00`.
    pub fn machine_text(&self) -> String {
        if self.has_time {
            self.rfc3339()
        } else {
            self.day().to_string()
        }
    }

    /// With time and offset, as feeds require.
    pub fn rfc3339(&self) -> String {
        self.zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

/// `2023-04-14`, then nothing or ` ` / `T` and a time that starts like `10:00`.
fn has_form(text: &str) -> bool {
    let digits_like = |text: &str, form: &str| {
        text.len() == form.len()
            && text.bytes().zip(form.bytes()).all(|(byte, kind)| {
                if kind == b'0' {
                    byte.is_ascii_digit()
                } else {
                    byte == kind
                }
            })
    };
    let Some((day, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let Some(rest) = (if rest.is_empty() {
        return digits_like(day, "0000-00-00");
    } else {
        rest.strip_prefix([' ', 'T', 't'])
    }) else {
        return false;
    };
    digits_like(day, "0000-00-00")
        && rest.get(..5).is_some_and(|time| digits_like(time, "00:00"))
        && rest[5..]
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b":.+-Zz".contains(&byte))
}

fn has_offset(text: &str) -> bool {
    text[10..].contains(['+', '-', 'Z', 'z'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Moment, MomentError> {
        Moment::parse(text, &TimeZone::get("Asia/Shanghai").unwrap())
    }

    #[test]
    fn three_ways_to_state_a_time() {
        assert_eq!(parse("2023-04-14").unwrap().machine_text(), "2023-04-14");
        assert_eq!(
            parse("2023-04-14").unwrap().rfc3339(),
            "2023-04-14T00:00:00+08:00"
        );
        assert_eq!(
            parse("2023-04-14 10:05").unwrap().machine_text(),
            "2023-04-14T10:05:00+08:00"
        );
        assert_eq!(
            parse("2023-04-13T20:30:00Z").unwrap().machine_text(),
            "2023-04-14T04:30:00+08:00"
        );
        assert_eq!(
            parse("2023-04-13T20:30:00Z").unwrap().day().to_string(),
            "2023-04-14"
        );
    }

    #[test]
    fn a_day_has_passed_when_it_is_over_in_its_zone() {
        let passed = |text: &str, now: &str| parse(text).unwrap().has_passed(now.parse().unwrap());
        assert!(!passed("2023-04-14", "2023-04-14T15:59:59Z"));
        assert!(passed("2023-04-14", "2023-04-14T16:00:00Z"));
        assert!(!passed("2023-04-14 18:00", "2023-04-14T09:59:59Z"));
        assert!(passed("2023-04-14 18:00", "2023-04-14T10:00:00Z"));
    }

    #[test]
    fn the_form_and_the_calendar_fail_differently() {
        for text in [
            "14.4.2023",
            "2023/04/14",
            "2023-4-14",
            "2023年4月14日",
            "2023-04-14 noon",
            "",
        ] {
            assert_eq!(parse(text).unwrap_err(), MomentError::Form, "{text}");
        }
        for text in [
            "2023-02-30",
            "2023-13-01",
            "2023-04-14 25:00",
            "2023-02-29T10:00:00Z",
        ] {
            assert_eq!(parse(text).unwrap_err(), MomentError::Impossible, "{text}");
        }
    }
}
