//! What commands say about versions of a site: why git gave none, and how two differ.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::{WRONG_USAGE, show};
use crate::compare::{Aspect, ChangeKind, Comparison, PageChange};
use crate::git::GitError;
use crate::language::Language;

/// Says why there is nothing to compare with.
pub(super) fn refuse(
    error: &GitError,
    root: &Path,
    revision: &str,
    language: Language,
) -> ExitCode {
    show(&words::refused(error, root, revision, language));
    ExitCode::from(WRONG_USAGE)
}

/// The pages that differ, each kind under its heading, and a line of counts.
pub(super) fn listed(comparison: &Comparison, name: &str, language: Language) -> String {
    let mut text = String::new();
    for (of_kind, heading) in words::HEADINGS.iter().enumerate() {
        let pages = || {
            comparison
                .pages
                .iter()
                .filter(|page| rank(&page.kind) == of_kind)
        };
        if pages().next().is_none() {
            continue;
        }
        text.push_str(&words::heading(
            heading.get(language),
            pages().count(),
            language,
        ));
        for page in pages() {
            text.push_str(&words::page(page, language));
        }
        text.push('\n');
    }
    text.push_str(&words::totals(comparison, name, language));
    text
}

/// Said where addresses are lost.
pub(super) fn how_to_keep(name: &str, language: Language) -> String {
    words::how_to_keep(name, language)
}

/// The place of a kind in the order in which they are listed.
fn rank(kind: &ChangeKind) -> usize {
    match kind {
        ChangeKind::Added => 0,
        ChangeKind::Changed(_) => 1,
        ChangeKind::Moved { .. } => 2,
        ChangeKind::Removed => 3,
        ChangeKind::Lost => 4,
    }
}

/// The kinds as the JSON output names them.
const KEYS: [&str; 5] = ["added", "changed", "moved", "removed", "lost"];

/// The same for programs.
pub(super) fn as_json(comparison: &Comparison, name: &str) -> Value {
    let mut object = json!({
        "against": name,
        "lists": {"added": comparison.new_lists, "lost": comparison.lost_lists},
    });
    for (at, key) in KEYS.into_iter().enumerate() {
        let pages = comparison
            .pages
            .iter()
            .filter(|page| rank(&page.kind) == at);
        object[key] = pages.map(page_as_json).collect();
    }
    object
}

fn page_as_json(page: &PageChange) -> Value {
    let mut object = json!({
        "address": page.address.as_str(),
        "language": page.language,
        "file": page.file,
        "headline": page.headline,
    });
    let aspects = match &page.kind {
        ChangeKind::Moved { to, changed } => {
            object["to"] = to.as_str().into();
            changed
        }
        ChangeKind::Changed(changed) => changed,
        ChangeKind::Added | ChangeKind::Removed | ChangeKind::Lost => return object,
    };
    object["what"] = aspects.iter().map(Aspect::name).collect();
    for aspect in aspects {
        if let Aspect::Headline(was, _) = aspect {
            object["old_headline"] = was.as_str().into();
        }
    }
    object
}

/// Everything that is said.
mod words {
    use std::path::Path;

    use crate::compare::{Aspect, ChangeKind, Comparison, PageChange};
    use crate::git::GitError;
    use crate::language::{Language, Words, counted};

    /// In the order in which they are listed.
    pub(super) const HEADINGS: [Words; 5] = [
        Words::new("added", "新增"),
        Words::new("changed", "有改动"),
        Words::new("moved", "换了地址"),
        Words::new("removed, with a notice", "已撤下，留有说明"),
        Words::new(
            "lost: nothing answers at these addresses any more",
            "丢失：这些地址将打不开",
        ),
    ];

    pub(super) fn heading(heading: &str, count: usize, language: Language) -> String {
        language.pick(
            format!("{heading} ({count}):\n"),
            format!("{heading}（{count}）：\n"),
        )
    }

    pub(super) fn page(page: &PageChange, language: Language) -> String {
        let PageChange {
            address, headline, ..
        } = page;
        match &page.kind {
            ChangeKind::Moved { to, changed } => {
                let to = language.pick(format!("to {to}"), format!("新地址 {to}"));
                let changed = aspects(changed, language);
                format!("  {address}\n    {to}  {headline}\n{changed}")
            }
            ChangeKind::Changed(changed) => {
                format!("  {address}  {headline}\n{}", aspects(changed, language))
            }
            ChangeKind::Added | ChangeKind::Removed | ChangeKind::Lost => {
                format!("  {address}  {headline}\n")
            }
        }
    }

    fn aspects(changed: &[Aspect], language: Language) -> String {
        if changed.is_empty() {
            return String::new();
        }
        let names = changed.iter().map(|aspect| name(aspect, language));
        let names: Vec<&str> = names.collect();
        let mut text = format!("    {}\n", names.join(language.pick(", ", "、")));
        for aspect in changed {
            if let Aspect::Headline(was, is) = aspect {
                text.push_str(&format!("    - {was}\n    + {is}\n"));
            }
        }
        text
    }

    fn name(aspect: &Aspect, language: Language) -> &'static str {
        match aspect {
            Aspect::Headline(..) => language.pick("headline", "标题"),
            Aspect::Summary => language.pick("summary", "摘要"),
            Aspect::Text => language.pick("text", "正文"),
            Aspect::Form => language.pick("links or emphasis in the text", "正文的链接或强调"),
            Aspect::Place => language.pick("where the text is printed", "正文印在哪一页"),
            Aspect::Date => language.pick("date", "日期"),
            Aspect::Topics => language.pick("topics", "主题"),
            Aspect::Series => language.pick("series", "系列"),
            Aspect::Picture => language.pick("picture", "图片"),
            Aspect::Attachments => language.pick("attachments", "附件"),
            Aspect::Source => language.pick("issuer or source", "发布单位或来源"),
            Aspect::Keywords => language.pick("keywords", "关键词"),
            Aspect::Updates => language.pick("notes on changes", "更新说明"),
            Aspect::Withdrawal => language.pick("notice of withdrawal", "撤回说明"),
            Aspect::Stale => {
                language.pick("notice that the translation is older", "译文未更新的提示")
            }
        }
    }

    pub(super) fn totals(comparison: &Comparison, name: &str, language: Language) -> String {
        let of = |at: usize| {
            let pages = comparison.pages.iter();
            pages.filter(|page| super::rank(&page.kind) == at).count()
        };
        let [added, changed, moved, removed, lost] = [0, 1, 2, 3, 4].map(of);
        let lost = match lost {
            0 => String::new(),
            lost => language.pick(format!(", {lost} lost"), format!("，丢失 {lost}")),
        };
        let (new, gone) = (comparison.new_lists, comparison.lost_lists);
        let lists = match (new, gone) {
            (0, 0) => String::new(),
            _ => language.pick(
                format!("; lists and feeds: {new} new, {gone} gone"),
                format!("；列表和订阅源：新增 {new}，减少 {gone}"),
            ),
        };
        language.pick(
            format!(
                "against {name}: {} added, {changed} changed, {moved} moved, {removed} removed{lost}{lists}\n",
                counted(added, "page"),
            ),
            format!(
                "与 {name} 相比，页面：新增 {added}，有改动 {changed}，换了地址 {moved}，撤下 {removed}{lost}{lists}\n"
            ),
        )
    }

    pub(super) fn how_to_keep(name: &str, language: Language) -> String {
        language.pick(
            format!(
                "addresses would be lost; `newsroom check --against {name}` says how to keep each\n"
            ),
            format!("有地址将丢失；`newsroom check --against {name}` 会说明怎样保留每一个\n"),
        )
    }

    pub(super) fn refused(
        error: &GitError,
        root: &Path,
        revision: &str,
        language: Language,
    ) -> String {
        let folder = root.display();
        match error {
            GitError::NotInstalled => language.pick(
                "git is not installed, or not in the PATH\n".to_owned(),
                "没有安装 git，或者它不在 PATH 里\n".to_owned(),
            ),
            GitError::NoRepository => language.pick(
                format!("{folder} is in no git repository: start newsroom in the folder of the site (or with --root DIR), or compare with a folder\n"),
                format!("{folder} 不在 git 仓库里：请在网站所在的文件夹里运行 newsroom（也可以用 --root DIR 指明），或者与一个文件夹比较\n"),
            ),
            GitError::UnknownRevision => language.pick(
                format!("`{revision}` is neither a folder with content/ in it nor a commit, branch or tag of the repository; a build server may have to fetch it first (git fetch)\n"),
                format!("`{revision}` 既不是里面有 content/ 的文件夹，也不是仓库里的提交、分支或标签；在构建服务器上可能要先取回它（git fetch）\n"),
            ),
            GitError::NoSite => language.pick(
                format!("there is no content/ of this site in {revision}\n"),
                format!("{revision} 里没有这个网站的 content/\n"),
            ),
            GitError::Unmerged(paths) => {
                let paths: String = paths.iter().map(|path| format!("  {path}\n")).collect();
                language.pick(
                    format!("a merge is not finished in\n{paths}resolve it, and git add the files\n"),
                    format!("以下文件的合并还没有完成\n{paths}请先解决冲突，再用 git add 加入这些文件\n"),
                )
            }
            GitError::Failed(reason) => language.pick(
                format!("git does not give what was asked for: {reason}\n"),
                format!("git 没有给出所需的内容：{reason}\n"),
            ),
        }
    }
}
