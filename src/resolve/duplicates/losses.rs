//! What readers lose when `duplicate_of` leads them from one announcement to another.

use super::body::Body;
use super::furniture::Furniture;
use super::stated::are_alike;
use crate::config::Config;
use crate::language::Words;
use crate::model::archive::{Announcement, Asset, Text};
use crate::model::edition::Status;

/// What the copy has and the original has not, each in a few words.
pub(super) fn losses(
    copy: &Announcement,
    original: &Announcement,
    config: &Config,
    furniture: &Furniture,
) -> Vec<Words> {
    let mut lost = Vec::new();
    for lang in copy.edition_langs() {
        let code = &config.languages[lang].code;
        match (copy.edition(lang), original.edition(lang)) {
            (Some(_), None) => lost.push(Words::with(
                format!("the `{code}` edition"),
                format!("`{code}` 版本"),
            )),
            (Some(text), Some(other)) if !says_the_same(text, other, furniture) => {
                lost.push(Words::with(
                    format!("the `{code}` text, which is not alike"),
                    format!("`{code}` 正文，两者并不相似"),
                ));
            }
            _ => {}
        }
    }
    let topics = copy.facts.topics.iter();
    let topics = topics.filter(|topic| !original.facts.topics.contains(topic));
    lost.extend(
        topics.map(|topic| Words::with(format!("the topic `{topic}`"), format!("主题 `{topic}`"))),
    );
    let name = |file: &Asset| {
        Words::with(
            format!("the file `{}`", file.name()),
            format!("文件 `{}`", file.name()),
        )
    };
    let files = copy.files.iter();
    lost.extend(
        files
            .filter(|file| !original.files.contains(file))
            .map(name),
    );
    let is_withdrawn = |one: &Announcement| one.facts.status == Status::Withdrawn;
    if is_withdrawn(original) && !is_withdrawn(copy) {
        lost.push(Words::new(
            "that it is valid: the other is withdrawn",
            "它仍然有效：另一篇已撤回",
        ));
    }
    lost
}

fn says_the_same(copy: &Text, original: &Text, furniture: &Furniture) -> bool {
    Body::new(copy, furniture).content().is_empty() || are_alike(copy, original, furniture)
}
