//! Chinese dates and times: `2023年4月17日`, `二〇二三年`, `民国104年`, `2月19至20日`, `上午10时30分`.

use super::super::fact::{Clock, Day};
use super::super::line::Line;
use super::super::numerals::numeric_time;
use super::numerals::{Number, number};

/// How the year of the Republic (民国) is told from that of the common era.
const MINGUO: u32 = 1911;

/// A date that was read.
#[derive(Debug)]
pub(super) struct Dated {
    /// Two for a range.
    pub(super) days: Vec<Day>,
    /// One past its last character.
    pub(super) end: usize,
    /// Whether it is written in digits.
    pub(super) has_digits: bool,
}

/// What was read before on the line and a date may go on from: `4月3日至5日`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    pub(super) month: Option<u32>,
    pub(super) end: usize,
}

/// Words between the two ends of a range, or between members of a list.
pub(super) const TO: [&str; 5] = ["至", "到", "、", "和", "及"];

/// Reads the date at a place.
pub(super) fn date(line: &Line, at: usize, before: Before, minguo_years: bool) -> Option<Dated> {
    let first = part(line, at)?;
    let mut has_digits = first.has_digits;
    let mut end = at;
    let mut next = at;
    let year = year(line, at, first, minguo_years);
    if year.is_some() {
        end = line.skip_spaces(first.end) + 1;
        next = line.skip_spaces(end);
    }
    let months = list(line, next, 12, &['月']);
    if let Some((_, behind)) = &months {
        has_digits |= line.at(next).is_ascii_digit();
        end = *behind;
        next = line.skip_spaces(end);
    }
    let goes_on = line.range_mark(before.end, &TO) == Some(at);
    let month = match &months {
        Some((months, _)) => months.last().copied(),
        None => before.month.filter(|_| goes_on && year.is_none()),
    };
    let days = match (year, &months) {
        (Some(_), None) => None,
        _ => list(line, next, 31, &['日', '号']),
    };
    // Three to five days, not the third to the fifth; 88号楼.
    let is_date = |days: &(Vec<u32>, usize)| {
        months.is_some()
            || month.is_some()
            || days.0.len() == 1
                && !matches!(
                    line.at(days.1),
                    '内' | '间' | '楼' | '线' | '院' | '文' | '游' | '店'
                )
    };
    let day = |month, day| Day { year, month, day };
    let days = match days.filter(is_date) {
        Some((days, behind)) => {
            end = behind;
            days.into_iter().map(|one| day(month, Some(one))).collect()
        }
        None => match months {
            Some((months, _)) => months.into_iter().map(|one| day(Some(one), None)).collect(),
            None => vec![day(None, None)],
        },
    };
    (end > at).then_some(Dated {
        days,
        end,
        has_digits,
    })
}

fn part(line: &Line, at: usize) -> Option<Number> {
    number(line, at).filter(|number| number.tens == 0 && !number.approximate)
}

/// Days or months in a list.
const LONGEST_LIST: usize = 12;

/// Numbers up to `most` behind the last of which one of the units stands: `19日`, `19至20日`, `8、9月`.
fn list(line: &Line, at: usize, most: u32, units: &[char]) -> Option<(Vec<u32>, usize)> {
    let mut numbers = Vec::new();
    let mut at = at;
    while numbers.len() < LONGEST_LIST {
        let number = part(line, at)?;
        let value = number.value.whole();
        numbers.push(value.filter(|value| (1..=most).contains(value))?);
        let end = line.skip_spaces(number.end);
        if units.contains(&line.at(end)) {
            return Some((numbers, end + 1));
        }
        at = line.range_mark(number.end, &TO)?;
    }
    None
}

fn year(line: &Line, at: usize, part: Number, minguo_years: bool) -> Option<u32> {
    let mark = line.skip_spaces(part.end);
    let value = part.value.whole().filter(|_| line.at(mark) == '年')?;
    let era = line.skip_spaces_back(at);
    if line.any_before(era, &["民国"]) {
        return (value < 200).then_some(value + MINGUO);
    }
    let length = part.end - at;
    if (1000..3000).contains(&value) && length == 4 {
        return Some(value);
    }
    // 104年9月 and 104年度 can be nothing else; 104年 alone may be a number of years.
    let behind = line.skip_spaces(mark + 1);
    let is_period = matches!(
        line.at(behind),
        '来' | '间' | '内' | '前' | '后' | '期' | '代' | '历'
    );
    let is_named = line.at(behind) == '度' || list(line, behind, 12, &['月']).is_some();
    let is_meant = is_named || minguo_years && !is_period;
    (is_meant && part.digits.is_some() && (2..=3).contains(&length) && (50..200).contains(&value))
        .then_some(value + MINGUO)
}

/// Words before an hour: of the first half of the day, of noon, of the second half.
const BEFORE_NOON: [&str; 7] = ["上午", "早上", "早晨", "清晨", "凌晨", "早", "午前"];
const AROUND_NOON: [&str; 2] = ["中午", "正午"];
const AFTER_NOON: [&str; 7] = ["下午", "傍晚", "晚上", "晚间", "夜间", "午后", "晚"];
/// Those whose twelfth hour is midnight.
const NIGHT: [&str; 5] = ["凌晨", "晚上", "晚间", "夜间", "晚"];
/// An evening does not begin before: 晚上1点 may be after midnight.
const FIRST_OF_EVENING: u32 = 5;

/// Reads the time of day at a place; `range_start` is the time of which it is the end, if its half of the day is known.
pub(super) fn time(line: &Line, at: usize, range_start: Option<Clock>) -> Option<(Clock, usize)> {
    let start = line.skip_spaces_back(at);
    let is_noon = line.any_before(start, &AROUND_NOON);
    let is_night = line.any_before(start, &NIGHT);
    let named = if line.any_before(start, &BEFORE_NOON) {
        Some(false)
    } else if line.any_before(start, &AFTER_NOON) || is_noon {
        Some(true)
    } else {
        None
    };
    let (hour, minute, end) = match numeric_time(line, at) {
        Some(time) => time,
        None => words(line, at, named.is_some() || range_start.is_some())?,
    };
    // 晚上10时至2时 goes on into the other half.
    let is_in_same = |start: &Clock| hour % 12 >= start.hour % 12;
    let half = match named {
        Some(true) if is_night && hour < FIRST_OF_EVENING => None,
        Some(half) => Some(half),
        None => range_start.filter(is_in_same).map(|start| start.hour >= 12),
    };
    let hour = match half {
        Some(_) if is_night && hour == 12 => 0,
        Some(true) if hour < 12 && !(is_noon && hour == 11) => hour + 12,
        _ => hour,
    };
    let is_certain = half.is_some() || hour > 12;
    Some((
        Clock {
            hour,
            minute,
            is_certain,
        },
        end,
    ))
}

/// `10时30分`, `10点半`.
fn words(line: &Line, at: usize, has_half: bool) -> Option<(u32, u32, usize)> {
    let hour = number(line, at).filter(|number| number.tens == 0)?;
    let value = hour.value.whole().filter(|hour| *hour <= 24)?;
    let mark = line.skip_spaces(hour.end);
    let after = line.at(mark + 1);
    let is_hour = match line.at(mark) {
        '时' => !matches!(
            after,
            '间' | '候' | '期' | '代' | '段' | '刻' | '光' | '任' | '常' | '速'
        ),
        // `2点建议` are two points.
        '点' => {
            has_half
                || matches!(after, '半' | '整' | '钟' | '许')
                || number(line, mark + 1).is_some_and(|minute| line.at(minute.end) == '分')
        }
        _ => false,
    };
    if !is_hour {
        return None;
    }
    let rest = mark + 1;
    if line.at(rest) == '半' {
        return Some((value, 30, rest + 1));
    }
    if line.word(rest, "一刻").is_some() {
        return Some((value, 15, rest + 2));
    }
    let minute = number(line, line.skip_spaces(rest)).and_then(|minute| {
        let end = line.skip_spaces(minute.end);
        let value = minute.value.whole().filter(|value| *value < 60)?;
        (line.at(end) == '分' && line.at(end + 1) != '之').then_some((value, end + 1))
    });
    let (minute, end) = minute.unwrap_or((0, rest));
    let end = line
        .any(end, &["整", "钟", "许"])
        .map_or(end, |(_, end)| end);
    Some((value, minute, end))
}
