//! At the rim: the files that newsroom writes for people to go on with. Texts only; `cli` puts them on the disk.

mod announcement;
mod site;
mod translation;

pub use announcement::NewAnnouncement;
pub use site::{NewSite, SiteFile};
pub use translation::Skeleton;

/// Whether the comments in a file are to be in Chinese: where its own language is. Elsewhere they are in English.
fn is_chinese(tag: &str) -> bool {
    tag.split('-').next() == Some("zh")
}

/// A text as a value of YAML that means itself: in quotation marks unless it can be read in one way only.
fn yaml_text(text: &str) -> String {
    let is_word = |character: char| {
        character.is_alphanumeric() || " ，。、；（）《》“”！？·-".contains(character)
    };
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_word)
        && text.trim() == text
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if is_plain {
        text.to_owned()
    } else {
        // What JSON writes is a double-quoted text of YAML 1.2, too.
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_quoted_where_yaml_could_read_something_else() {
        for (text, expected) in [
            ("春季招聘会3月14日举行", "春季招聘会3月14日举行"),
            ("Spring job fair", "Spring job fair"),
            ("Jobs: ten projects", "\"Jobs: ten projects\""),
            ("No", "\"No\""),
            ("2026", "\"2026\""),
            ("说“好” #1", "\"说“好” #1\""),
            ("a\"b\\c", "\"a\\\"b\\\\c\""),
        ] {
            assert_eq!(yaml_text(text), expected);
        }
    }
}
