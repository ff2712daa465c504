//! `topics.yaml`: the controlled vocabulary of topics.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, read_file};
use crate::model::lang::{Languages, PerLang};
use crate::model::names::TopicId;
use crate::source::{Located, Source};
use crate::yaml::{Kind, Node};

/// An entry of the controlled vocabulary.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// In addresses and front matter.
    pub id: TopicId,
    /// For readers.
    pub label: PerLang<String>,
    /// What it is sorted by in place of the label; empty where that is the label itself.
    pub sort: PerLang<String>,
}

pub(super) fn parse(
    source: &Arc<Source>,
    languages: &Languages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Topic>> {
    let entries = read_file(source, diagnostics)?;
    let mut fields = Fields::new(source, &entries, diagnostics);
    let mut topics = Vec::new();
    for (key, node) in &entries {
        let (label, sort) = without_sort(node);
        let empty = || PerLang::from_fn(languages, |_| String::new());
        let label = fields
            .every_language(&key.value, &label, languages)
            .unwrap_or_else(empty);
        let sort = sort.map_or_else(empty, |node| fields.per_language(SORT, node, languages));
        topics.extend(
            fields
                .name("topic", key, TopicId::new)
                .map(|id| Topic { id, label, sort }),
        );
    }
    Some(topics)
}

/// The key that stands beside the labels of a topic, and so cannot be a language.
pub(super) const SORT: &str = "sort";

/// The labels of a topic, and its `sort`.
fn without_sort(node: &Node) -> (Node, Option<&Node>) {
    let Kind::Map(entries) = &node.kind else {
        return (node.clone(), None);
    };
    let is_sort = |(key, _): &&(Located<String>, Node)| key.value == SORT;
    let labels = entries.iter().filter(|entry| !is_sort(entry)).cloned();
    let label = Node {
        kind: Kind::Map(labels.collect()),
        span: node.span,
    };
    let sort = entries.iter().find(is_sort).map(|(_, node)| node);
    (label, sort)
}
