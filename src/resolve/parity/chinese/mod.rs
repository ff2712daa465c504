//! Facts of Chinese text, simplified or traditional, and of the parts of Japanese that are written alike.

mod dates;
mod numerals;

use super::context::{Context, relative_hint};
use super::decimal::Decimal;
use super::fact::{Clock, Day, Fact, Kind, Strength, Value};
use super::found::Found;
use super::line::Line;
use super::names;
use super::numerals::{short_year, slashed};
use dates::{Before, TO};
use numerals::{Number, number, point, starts};

/// All facts of a line.
pub(super) fn facts(text: &str, context: &Context) -> Vec<Fact> {
    let line = Line::new(text);
    let mut reader = Reader {
        line: &line,
        context,
        found: Found::new(&line),
        date: Before::default(),
        time: None,
        century: None,
    };
    let mut at = 0;
    while at < line.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.found.facts
}

struct Reader<'a> {
    line: &'a Line,
    context: &'a Context,
    found: Found<'a>,
    /// The last date, of which the month may hold for the next.
    date: Before,
    /// The last time and its end: `下午2:00-5:00`.
    time: Option<(Clock, usize)>,
    /// The last century named: `20世纪30年代`.
    century: Option<u32>,
}

impl Reader<'_> {
    /// Reads what stands at a place, and says where to go on.
    fn step(&mut self, at: usize) -> usize {
        let line = self.line;
        let character = line.at(at);
        if let Some(end) = self
            .found
            .numeric_date(at)
            .or_else(|| self.found.contact(at))
        {
            return end;
        }
        if !starts(character) && line.word(at, "万分之").is_none() {
            return self.word(at).unwrap_or(at);
        }
        if let Some(end) = names::letters_around(line, at) {
            self.found.name(at);
            return end;
        }
        self.date(at)
            .or_else(|| self.time(at))
            .or_else(|| self.share(at))
            .or_else(|| self.slashed(at))
            .or_else(|| self.number(at))
            .unwrap_or(at)
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        let found = dates::date(self.line, at, self.date, self.context.minguo_years)?;
        self.date = Before {
            month: found.days.last().and_then(|day| day.month),
            end: found.end,
        };
        let is_number =
            self.line.any_before(at, &["第", "No."]) || self.line.before(found.end) == '号';
        for day in found.days {
            let mut readings = vec![Value::Date(day)];
            let is_day_only = day.month.is_none() && day.year.is_none();
            if let (true, Some(number)) = (is_day_only, day.day) {
                readings.push(Value::Number(Decimal::from(number)));
            }
            if let (Some(year), None) = (day.year, day.month) {
                readings.push(Value::Number(Decimal::from(year)));
            }
            let strength = match found.has_digits {
                true if is_day_only && is_number => Strength::Weak,
                true => Strength::Strong,
                // 二〇二三年 is a date, 一日 may be any day.
                false if is_day_only || day.year.is_none() && day.day.is_none() => Strength::Hint,
                false => Strength::Strong,
            };
            self.found
                .add(readings, Kind::Date, strength, at, found.end);
        }
        Some(found.end)
    }

    fn time(&mut self, at: usize) -> Option<usize> {
        let is_range = |(_, end): &(Clock, usize)| self.line.range_mark(*end, &TO) == Some(at);
        let start = self
            .time
            .filter(is_range)
            .map(|(clock, _)| clock)
            .filter(|clock| clock.is_certain);
        let (clock, end) = dates::time(self.line, at, start)?;
        self.time = Some((clock, end));
        let has_digits = self.line.at(at).is_ascii_digit();
        let strength = if has_digits {
            Strength::Strong
        } else {
            Strength::Hint
        };
        self.found
            .add(clock.readings(), Kind::Time, strength, at, end);
        Some(end)
    }

    /// `百分之五`, `三分之二`, `千分之三`.
    fn share(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        let (lower, behind) = match line.any(at, &["百分之", "千分之", "万分之"]) {
            Some((0, end)) => (100, end),
            Some((1, end)) => (1000, end),
            Some((_, end)) => (10_000, end),
            None => {
                let lower = number(line, at)?;
                (lower.value.whole()?, line.word(lower.end, "分之")?)
            }
        };
        let mut upper = number(line, line.skip_spaces(behind))?;
        if let Some((tenths, end)) = point(line, upper.end) {
            upper.value = upper.value.plus(tenths)?;
            upper.end = end;
        }
        if lower == 100 {
            self.found.add(
                vec![Value::Number(upper.value)],
                Kind::Percentage,
                Strength::Strong,
                at,
                upper.end,
            );
        } else {
            let readings = match upper.value.whole() {
                Some(upper) => Value::fraction(upper, lower),
                None if lower == 1000 => Value::thousandths(upper.value),
                None => return None,
            };
            self.found
                .add(readings, Kind::Fraction, Strength::Strong, at, upper.end);
        }
        Some(upper.end)
    }

    /// `8/28`, a day or a fraction.
    fn slashed(&mut self, at: usize) -> Option<usize> {
        let (readings, end) = slashed(self.line, at)?;
        self.found
            .add(readings, Kind::Date, Strength::Weak, at, end);
        Some(end)
    }

    fn number(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        let found = number(line, at)?;
        let Measure {
            mut kind,
            mut readings,
            end,
        } = measure(line, at, &found);
        self.shared_unit(&found, &mut readings);
        self.years(at, &found, &mut readings);
        let is_epoch = self.century(&found, &mut readings);
        if line.before(at) == '第' && found.has_digits {
            kind = Kind::Figure;
        }
        let mut strength = self.strength(&found, kind);
        if names::is_numbered(line, at)
            && strength == Strength::Strong
            && found.value.significant() < 3
        {
            strength = Strength::Weak;
        }
        if is_epoch {
            strength = Strength::Hint;
        }
        let approximate = found.approximate || is_about(line, at, end);
        self.found.add(readings, kind, strength, at, end);
        if let Some(fact) = self.found.facts.last_mut() {
            fact.approximate = approximate;
        }
        Some(end)
    }

    /// 3至5万, 六至七成: the first number may share the unit of the second.
    fn shared_unit(&self, found: &Number, readings: &mut Vec<Value>) {
        let line = self.line;
        let second = line
            .range_mark(found.end, &TO)
            .and_then(|second| number(line, second));
        if let Some(second) = second.filter(|_| found.tens == 0) {
            let unit = line.at(line.skip_spaces(second.end));
            let is_tenth = unit == '成';
            let day = found.value.whole().filter(|day| (1..=31).contains(day));
            // 14-16日 are days of a month, or so many days.
            let day = day.filter(|_| matches!(unit, '日' | '号'));
            readings.extend(day.map(|day| Value::Date(Day::of_month(day))));
            let tens = if is_tenth { 1 } else { second.tens };
            readings.extend((tens > 0).then(|| Value::Number(found.value.scaled(tens))));
        }
    }

    /// Digits that may be a year: `2023`, the end of `2021-24`.
    fn years(&self, at: usize, found: &Number, readings: &mut Vec<Value>) {
        let line = self.line;
        if let Some(year) = found
            .digits
            .and_then(|digits| short_year(line, at, &digits))
        {
            *readings = vec![
                Value::Date(Day::year(year)),
                Value::Number(Decimal::from(year)),
            ];
        } else if let Some(year) = found.digits.and_then(|digits| digits.year()) {
            readings.push(Value::Date(Day::year(year)));
        }
    }

    /// 20世纪30年代 and 90后 name years; whether the number is a century that only goes with a decade.
    fn century(&mut self, found: &Number, readings: &mut Vec<Value>) -> bool {
        let line = self.line;
        let behind = line.skip_spaces(found.end);
        let small = found.value.whole().filter(|value| *value < 100);
        let mut is_epoch = false;
        if let Some(end) = line.word(behind, "世纪") {
            self.century = small;
            is_epoch = number(line, line.skip_spaces(end))
                .is_some_and(|decade| line.word(decade.end, "年代").is_some());
        } else if let Some(decade) = small.filter(|decade| decade.is_multiple_of(10)) {
            let century = self.century.unwrap_or(20).max(1) - 1;
            // The generation born after 1990.
            let is_generation = found.digits.is_some() && line.at(behind) == '后';
            if line.word(behind, "年代").is_some() || is_generation {
                let year = century * 100 + decade;
                readings.push(Value::Date(Day::year(year)));
                readings.push(Value::Number(Decimal::from(year)));
            }
        }
        is_epoch
    }

    fn strength(&self, found: &Number, kind: Kind) -> Strength {
        let line = self.line;
        let is_version = found
            .digits
            .is_some_and(|digits| digits.decimals == 1 && digits.value.exponent() >= 0);
        // Around the clock.
        let is_a_day = found.value == Decimal::from(24)
            && matches!(line.at(line.skip_spaces(found.end)), '小' | 'h' | 'H');
        if !found.has_digits || is_a_day {
            // 千山 and 万一 hold no figures.
            Strength::Hint
        } else if matches!(kind, Kind::Percentage | Kind::Money) {
            Strength::Strong
        } else if is_version {
            Strength::Weak
        } else if found.value.has_two_places() || found.value.significant() > 1 {
            Strength::Strong
        } else {
            Strength::Weak
        }
    }

    /// Words that state something without a number at their start.
    fn word(&mut self, at: usize) -> Option<usize> {
        let line = self.line;
        let found = WORDS
            .iter()
            .find_map(|(word, hint)| Some((*hint, line.word(at, word)?)));
        if let Some((hint, length)) = found {
            for value in relative_hint(hint, self.context) {
                self.found
                    .add(vec![value], Kind::Date, Strength::Hint, at, length);
            }
            return Some(length);
        }
        let bare = match line.at(at) {
            '万' => Some(4),
            '亿' => Some(8),
            _ => None,
        };
        if let Some(tens) = bare {
            let value = Value::Number(Decimal::from(1).scaled(tens));
            self.found
                .add(vec![value], Kind::Figure, Strength::Hint, at, at + 1);
        }
        if line.at(at) == '半' {
            let half = Decimal::from_digits("5", 1);
            let readings = vec![
                Value::Fraction(1, 2),
                Value::Number(half),
                Value::Number(Decimal::from(50)),
            ];
            self.found
                .add(readings, Kind::Fraction, Strength::Hint, at, at + 1);
        }
        None
    }
}

/// Words whose meaning depends on the day of publication or names months.
const WORDS: [(&str, super::context::Relative); 24] = {
    use super::context::Relative as R;
    [
        ("今年", R::Year(0)),
        ("本年", R::Year(0)),
        ("年内", R::Year(0)),
        ("去年", R::Year(-1)),
        ("上年", R::Year(-1)),
        ("前年", R::Year(-2)),
        ("明年", R::Year(1)),
        ("后年", R::Year(2)),
        ("本月", R::Month(0)),
        ("上月", R::Month(-1)),
        ("上个月", R::Month(-1)),
        ("下月", R::Month(1)),
        ("下个月", R::Month(1)),
        ("今日", R::Day(0)),
        ("今天", R::Day(0)),
        ("昨日", R::Day(-1)),
        ("昨天", R::Day(-1)),
        ("明日", R::Day(1)),
        ("明天", R::Day(1)),
        ("上半年", R::Months(1, 6)),
        ("下半年", R::Months(7, 12)),
        ("年底", R::Months(12, 12)),
        ("年末", R::Months(12, 12)),
        ("年初", R::Months(1, 1)),
    ]
};

/// What a number measures.
struct Measure {
    kind: Kind,
    readings: Vec<Value>,
    end: usize,
}

const MONEY_BEFORE: [&str; 15] = [
    "￥",
    "¥",
    "$",
    "NTD",
    "RMB",
    "CNY",
    "USD",
    "HKD",
    "人民币",
    "新台币",
    "台币",
    "€",
    "£",
    "美元",
    "港币",
];
const MONEY_BEHIND: [&str; 19] = [
    "元",
    "块钱",
    "美元",
    "美金",
    "欧元",
    "日元",
    "日圆",
    "港元",
    "港币",
    "人民币",
    "新台币",
    "台币",
    "英镑",
    "澳元",
    "加元",
    "韩元",
    "卢布",
    "新元",
    "万元",
];

fn measure(line: &Line, at: usize, found: &Number) -> Measure {
    let value = found.value;
    let behind = line.skip_spaces(found.end);
    let number = |value| Value::Number(value);
    let plain = |kind, end| Measure {
        kind,
        readings: vec![number(value)],
        end,
    };
    if let Some((_, end)) = line.any(behind, &["%", "个百分点", "百分点"]) {
        return plain(Kind::Percentage, end);
    }
    if line.at(behind) == '‰' {
        let thousandths = Value::thousandths(value);
        let readings = [number(value)].into_iter().chain(thousandths).collect();
        let (kind, end) = (Kind::Percentage, behind + 1);
        return Measure {
            kind,
            readings,
            end,
        };
    }
    if let Some((_, end)) = line.any(behind, &MONEY_BEHIND)
        && !matches!(line.at(end), '旦' | '宵' | '月' | '素')
    {
        return plain(Kind::Money, end);
    }
    if line.any_before(line.skip_spaces_back(at), &MONEY_BEFORE) {
        return plain(Kind::Money, found.end);
    }
    let mut readings = vec![number(value)];
    let tenth = value.scaled(1);
    match line.at(behind) {
        // Three tenths of it, or three of something whose name starts so.
        '成' => {
            readings.push(number(tenth));
            let ones = numerals::digit(line.at(behind + 1)).map(Decimal::from);
            readings.extend(ones.and_then(|ones| tenth.plus(ones)).map(number));
        }
        // Half a kilogram.
        '斤' => readings.extend(value.times(Decimal::from_digits("5", 1)).map(number)),
        // 20 % off.
        '折' => readings.extend(
            [Some(tenth), tenth.complement()]
                .into_iter()
                .flatten()
                .map(number),
        ),
        '季' => {
            let first = value
                .whole()
                .filter(|quarter| (1..=4).contains(quarter))
                .map(|quarter| quarter * 3 - 2);
            readings.extend(
                first
                    .into_iter()
                    .flat_map(|first| first..first + 3)
                    .map(|month| Value::Date(Day::month(month))),
            );
        }
        _ => {}
    }
    Measure {
        kind: Kind::Figure,
        readings,
        end: found.end,
    }
}

/// Words of about and over, before and behind a number.
fn is_about(line: &Line, at: usize, end: usize) -> bool {
    let start = line.skip_spaces_back(at);
    line.any_before(
        start,
        &[
            "约", "近", "超过", "逾", "超", "达", "突破", "破", "将近", "多达", "至少", "上",
            "不到", "不足", "以上", "大约", "高于", "低于",
        ],
    ) || line
        .any(
            line.skip_spaces(end),
            &["以上", "左右", "上下", "多", "余", "+"],
        )
        .is_some()
        || line
            .any((end + 1).min(line.len()), &["以上", "左右", "多", "余"])
            .is_some()
}
