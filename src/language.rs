//! The language in which newsroom speaks to the press office, and words that exist in each.

use std::io;

/// A language of messages. The languages of a site are another matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Both, for tables and tests.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// As the command line names it.
    pub fn code(self) -> &'static str {
        self.pick("en", "zh")
    }

    /// The one of the two that is meant for this language.
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// What the environment asks for, in gettext's order (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`); English if
    /// it asks for neither. Within the list of `LANGUAGE` the first that newsroom speaks counts.
    pub fn of_environment(value: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| value(name).filter(|value| !value.is_empty());
        let locale = set("LC_ALL")
            .or_else(|| set("LC_MESSAGES"))
            .or_else(|| set("LANG"));
        // gettext: the list does not count where the locale is C.
        let is_plain = locale
            .as_deref()
            .is_none_or(|locale| matches!(locale, "C" | "POSIX") || locale.starts_with("C."));
        let list = if is_plain { None } else { set("LANGUAGE") };
        let wanted = list.iter().flat_map(|list| list.split(':'));
        wanted
            .chain(locale.as_deref())
            .find_map(Self::of_locale)
            .unwrap_or(Self::English)
    }

    /// `zh_CN.UTF-8`, `en`, `zh-Hans`.
    fn of_locale(locale: &str) -> Option<Self> {
        let language = locale
            .split(['_', '-', '.', '@'])
            .next()
            .unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// The same in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words(Inner);

/// English and Chinese, in few bytes: errors hold them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Inner {
    Fixed(&'static str, &'static str),
    Filled(Box<(String, String)>),
}

impl Words {
    /// Fixed words.
    pub const fn new(english: &'static str, chinese: &'static str) -> Self {
        Self(Inner::Fixed(english, chinese))
    }

    /// Words with something filled in.
    pub fn with(english: String, chinese: String) -> Self {
        Self(Inner::Filled(Box::new((english, chinese))))
    }

    /// What another program or library says, which is the same for every reader.
    pub fn foreign(text: impl ToString) -> Self {
        Self::with(text.to_string(), text.to_string())
    }

    /// In one of the languages.
    pub fn get(&self, language: Language) -> &str {
        match &self.0 {
            Inner::Fixed(english, chinese) => language.pick(english, chinese),
            Inner::Filled(both) => language.pick(&both.0, &both.1),
        }
    }
}

impl From<io::Error> for Words {
    fn from(error: io::Error) -> Self {
        (&error).into()
    }
}

impl From<&io::Error> for Words {
    /// The frequent errors of disks in Chinese too, with the system's own words for those who look them up.
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind as K;
        let english = error.to_string();
        let chinese = match error.kind() {
            K::NotFound => "文件或文件夹不存在",
            K::PermissionDenied => "没有权限",
            K::AlreadyExists => "已经存在",
            K::NotADirectory => "路径中有一段不是文件夹",
            K::IsADirectory => "这是文件夹，不是文件",
            K::DirectoryNotEmpty => "文件夹不是空的",
            K::ReadOnlyFilesystem => "磁盘是只读的",
            K::AddrInUse => "端口已被占用",
            K::StorageFull => "磁盘空间不足",
            K::QuotaExceeded => "磁盘配额已用完",
            K::FileTooLarge => "文件太大",
            K::ResourceBusy => "文件正被占用",
            K::InvalidFilename => "文件名不合规则或太长",
            _ => return Self::foreign(english),
        };
        let chinese = format!("{chinese}（{english}）");
        Self::with(english, chinese)
    }
}

/// `1 page`, `2 pages`: in English.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_in_the_order_of_gettext() {
        let check = |variables: &[(&str, &str)], expected: Language| {
            let value = |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Language::of_environment(value), expected, "{variables:?}");
        };
        check(&[], Language::English);
        check(&[("LANG", "zh_CN.UTF-8")], Language::Chinese);
        check(&[("LANG", "zh_TW")], Language::Chinese);
        check(&[("LANG", "fr_FR.UTF-8")], Language::English);
        check(&[("LANG", "zha_CN")], Language::English);
        check(&[("LANG", "zh_CN"), ("LC_ALL", "en_GB")], Language::English);
        check(&[("LANG", "zh_CN"), ("LC_ALL", "")], Language::Chinese);
        check(
            &[("LANG", "en_GB"), ("LC_MESSAGES", "zh_CN")],
            Language::Chinese,
        );
        check(
            &[("LANG", "en_GB"), ("LANGUAGE", "fr:zh_CN:en")],
            Language::Chinese,
        );
        check(
            &[("LANG", "C.UTF-8"), ("LANGUAGE", "zh")],
            Language::English,
        );
    }
}
