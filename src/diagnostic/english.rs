//! What is said about each problem in English: message and help.

use super::phrases::{
    ADDRESSES_SHOWN, NAMES_SHOWN, THEME_GUIDE, form_of, grouped, is_needed, megapixels,
};
use super::problem::{Change, PagePart, Pages, Problem, Vanishing};
use crate::language::{Language, Words};

/// Message and help.
pub(super) fn words(problem: &Problem) -> (String, String) {
    use Problem as P;
    match problem {
        P::MissingFile { path } => (format!("there is no file {path}"), "create it, or start newsroom in the folder of the site (or with --root DIR)".into()),
        P::Unreadable { reason } => (format!("the file cannot be read: {}", en(reason)), "check that it exists and that you may read it".into()),
        P::NotUtf8 { line } => (format!("line {line} is not valid UTF-8"), "save the file again with the encoding UTF-8 (not GBK, GB18030 or Big5)".into()),
        P::SymbolicLink => ("this is a symbolic link; newsroom follows none, so that nothing outside the site is published".into(), "put the file itself here".into()),
        P::BadFileName => ("the file name holds a control character, a backslash or bytes that are not UTF-8".into(), "rename the file".into()),
        P::NoLanguageInName { stem, codes } => ("the file name does not say its language".into(), format!("name it {}", listed(codes.iter().map(|code| format!("{stem}.{code}.md")), "or"))),
        P::UnknownLanguageInName { code, codes, nearest } => (format!("`{code}` in the file name is no language of this site"), suggestion(nearest, || format!("the languages of site.yaml are {}", listed_code(codes, "and")))),
        P::NoFrontMatter => ("the file does not start with front matter".into(), "start with a line `---`, then `title: …` and so on, then another line `---`, then the text".into()),
        P::UnclosedFrontMatter => ("the front matter that starts here never ends".into(), "put a line `---` between the front matter and the text".into()),
        P::Yaml { message } => (format!("this is not valid YAML: {message}"), yaml_help(message).into()),
        P::FullWidthColon { key, meant } => (format!("a full-width colon follows `{key}`"), format!("write `{meant}: ` with a half-width colon and a space")),
        P::FullWidthComma => ("a full-width comma separates nothing between braces".into(), "write `, ` with a half-width comma and a space; if the comma is part of a text, put the text in quotation marks".into()),
        P::MergeConflict => ("Git could not bring two changes of this file together, and its marks are still in it".into(), "keep what is right of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`".into()),
        P::NoSpaceAfterColon { key } => (format!("no space follows the colon of `{key}`"), format!("write `{key}: ` with an ordinary space behind the colon")),
        P::CommentInText { key } => (format!("` #` starts a comment, so this part of `{key}` would be lost"), format!("put the text in quotation marks, `{key}: \"… #…\"`, or the comment on a line of its own")),
        P::CommaInText { key, text, rest } => (format!("between braces a comma ends a text, so `{rest}` is no part of `{key}` any more"), format!("put the whole text in quotation marks: `{key}: \"{text}, {rest}\"`")),
        P::NotAMap => ("expected lines of the form `key: value`".into(), "write for example `title: …`".into()),
        P::UnknownKey { key, known, nearest } => (format!("there is no key `{key}` here"), suggestion(nearest, || format!("the keys are {}", listed_code(known, "and")))),
        P::MissingKey { key, example } => (format!("`{key}` is missing"), format!("add `{example}`")),
        P::NotAList { key, only } => (format!("`{key}` must be a list: `[…, …]`, or lines that start with `- `"), form_help(key, only)),
        P::WrongKind { key, expected } => (format!("`{key}` must be {}", en(expected)), form_help(key, &None)),
        P::NotFilledIn { key } => (format!("`{key}` still has the `…` of an example"), "write the text in its place, or remove the entry".into()),
        P::Empty { key } => (format!("`{key}` is empty"), if is_needed(key) { "write a value behind the colon".into() } else { "write a value behind the colon, or remove the line".into() }),
        P::UnknownLanguage { code, codes, nearest } => (format!("`{code}` is no language of this site"), suggestion(nearest, || format!("the languages of site.yaml are {}", listed_code(codes, "and")))),
        P::LanguageWithoutText { key, code } => (format!("`{key}` has no text in the language `{code}`"), format!("add `{code}: …`")),
        P::BadDateForm { text, nearest } => (
            format!("`{text}` is not a date that newsroom reads"),
            match nearest {
                Some(nearest) => format!("write `{nearest}`"),
                None => "write `2023-04-14`, `2023-04-14 10:00` or `2023-04-14T10:00:00+08:00`".into(),
            },
        ),
        P::ImpossibleDate { text } => (format!("there is no such day or time as `{text}`"), "check day, month and time against the calendar".into()),
        P::UnknownTopic { topic, .. } if topic.contains(['，', '、', '；']) => (
            format!("there is no topic `{topic}`"),
            "separate topics with half-width commas: `[employment, health]`".into(),
        ),
        P::UnknownTopic { topic, nearest, known } => (format!("there is no topic `{topic}`"), suggestion(nearest, || format!("the topics of content/topics.yaml are {}; add it there if it is new", listed_code(known, "and")))),
        P::BadName { key, text, simplified } => (format!("`{text}` cannot be part of an address, which `{key}` becomes"), if simplified.is_empty() { "use lower-case letters a to z, digits and single hyphens".into() } else { format!("write `{simplified}`: lower-case letters a to z, digits and single hyphens") }),
        P::SlugNeeded { stem } => (format!("the file name `{stem}` cannot be part of an address"), "add `slug: …` with lower-case letters a to z, digits and hyphens, for example `slug: spring-job-fair`".into()),
        P::UnknownChoice { key, text, choices, nearest } => (format!("`{key}` cannot be `{text}`"), suggestion(nearest, || format!("it is {}", listed_code(choices, "or")))),
        P::NotANumber { key, text } => (format!("`{key}` must be a whole number from 0, not `{text}`"), "write digits only, for example `11`".into()),
        P::BadUrl { key, text } => (format!("`{key}` is no web address: `{text}`"), "write a full address that starts with https:// or http://".into()),
        P::BadForm { key, text, what, example } => (format!("`{key}` is no {}: `{text}`", en(what)), en(example).into()),
        P::BadAlias { text } => (format!("`{text}` is no address inside this site"), "write the old address from the first slash on, for example `/news/2019/fair/`".into()),
        P::BadFingerprint { text, path } => (format!("`{text}` is no fingerprint of an original"), format!("run `newsroom translated {path}` once the translation is up to date, which writes it, or remove the line")),
        P::UnknownTimeZone { text, nearest } => (format!("there is no time zone `{text}`"), suggestion(nearest, || "use a name of the tz database, for example `Asia/Shanghai`".into())),
        P::BadLanguageCode { text } => (format!("`{text}` cannot be a language code in addresses"), "use two to eight lower-case letters, for example `zh`, or two parts with a hyphen, for example `zh-hk`".into()),
        P::BadLanguageTag { text } => (format!("`{text}` is no language tag (BCP 47)"), "write for example `zh-Hans`, `zh-Hant` or `en`".into()),
        P::RepeatedLanguage { code } => (format!("the language `{code}` is listed twice"), "remove one of the two".into()),
        P::RepeatedTag { tag } => (format!("two languages have the tag `{tag}`, so that search engines could not tell them apart"), "give each language its own tag, for example `zh-Hans` and `zh-Hant`".into()),
        P::TooManyLanguages => ("a site has at least 1 and at most 32 languages".into(), "list for example `- {code: zh, tag: zh-Hans}`".into()),
        P::NoOriginal { editions, is_translation, named } => (
            if *is_translation {
                "this translation has no original: no edition of this announcement has a `date`".into()
            } else {
                "no edition of this announcement has a `date`".into()
            },
            no_original_help(editions, *is_translation, named),
        ),
        P::TwoOriginals { other } => (format!("two editions of this announcement have a `date`, and they differ; the other is {other}"), "keep `date` and the other facts in the original, and remove them from the translation".into()),
        P::TranslatesInOriginal => ("`translates` belongs in a translation, but this is the original: the only edition with a `date`".into(), "remove `translates`, or, if this is the translation, move `date` and the other facts to the original".into()),
        P::FactContradictsOriginal { key, other } => (format!("`{key}` contradicts the original, which states it in {other}"), contradiction_help(key)),
        P::FactNotInOriginal { key, other } => (format!("`{key}` is stated in a translation, but not in its original, {other}"), "move the line to the original: a translation can only repeat what is stated there".into()),
        P::TwoEditions { other } => (format!("there are two editions in the same language; the other is {other}"), "remove or rename one of the two".into()),
        P::TranslationRequired { language, by } => (format!("this announcement requires a translation{}, and has none in `{language}`", by.as_ref().map_or_else(String::new, |by| format!(" by {by}"))), format!("add the {language} edition beside it, or change `translation:`")),
        P::TranslationDue { language, by } => (
            match by {
                Some(by) => format!("a translation into `{language}` is required by {by}"),
                None => format!("a translation into `{language}` is required when this announcement becomes public"),
            },
            format!("add the {language} edition beside it before that: afterwards the site is not published without it"),
        ),
        P::TranslationMissing { language } => (format!("there is neither an edition nor a headline in `{language}`"), format!("add the {language} edition, or `titles: {{{language}: …}}`, or `translation: none` if none is planned")),
        P::UnknownAnnouncement { target, nearest, example } => (format!("there is no other announcement `{target}`"), unknown_announcement_help(target, nearest, example)),
        P::DuplicateCycle { key, target } => (format!("`{key}: {target}` leads back to this announcement"), format!("remove `{key}` from the one that is to keep its page")),
        P::WithdrawnUnexplained => ("the page says that this announcement was withdrawn, but neither when nor why".into(), "write `withdrawn: {date: 2026-05-01, reason: {zh: …, en: …}}` in place of this line".into()),
        P::WithdrawnAndStatus { status } => (format!("`status: {status}` contradicts `withdrawn`"), "remove this line if the announcement was withdrawn, or else remove `withdrawn`".into()),
        P::WithdrawnAndDuplicate => ("an announcement that was withdrawn cannot lead to another as its copy".into(), "remove this line, or, if readers are to find the other announcement here, write it into `withdrawn` as `replaced_by: …`".into()),
        P::WithdrawnLater { date } => (format!("the day of the withdrawal, {date}, has not come, and the page would say at once that this is no longer in force"), "correct the date, or publish this change on that day".into()),
        P::WithdrawnBeforePublished { published } => (format!("this was withdrawn before it was published, on {published}"), "correct one of the two dates".into()),
        P::DateAhead { is_update: true, .. } => ("the date of this update has not come, and readers see it before".into(), "correct the date, or publish this change on that day".into()),
        P::DateAhead { embargo: Some(embargo), .. } => (format!("the embargo ends before this date has come: the announcement is public from {embargo} on"), "correct the date or the embargo".into()),
        P::DateAhead { date, embargo: None, .. } => ("the date has not come, and the announcement is public at once".into(), format!("to publish it then, write `embargo: {date}`; or correct the date")),
        P::ReasonMissing { language } => (format!("there is no reason in `{language}`, so its page gives that of another language"), format!("add `{language}: …` to `reason`")),
        P::TextAndReplacement => ("`text` says nothing beside `replaced_by`: readers are led to the other announcement".into(), "remove `text`, or `replaced_by` if the page is to stay".into()),
        P::ReplacementWithheld { target } => (format!("{target}, which replaces this announcement, is not public (a draft or under embargo), so this one keeps its page, marked as withdrawn"), "nothing to do: its address leads to the other with the first build after that is public".into()),
        P::LinkToRemoved { target } => (format!("{target} was withdrawn and its text removed: the link leads to a notice that says so"), "remove the link, or lead to what is in force now".into()),
        P::DuplicateAndDistinct { target } => (format!("`{target}` is stated to be both the same as this announcement and another"), "remove either `duplicate_of` or `distinct_from`".into()),
        P::StaleDistinct { itself } => (if *itself { "no text of this announcement stands in it twice, so this says nothing" } else { "the two announcements are not alike, so this says nothing" }.into(), "it can be removed from `distinct_from`".into()),
        P::DuplicateLoses { target, lost } => (format!("`duplicate_of: {target}` leads readers away from what is only here: {}", lost.iter().map(en).collect::<Vec<_>>().join("; ")), "add it to the other announcement, or remove `duplicate_of`".into()),
        P::StaleTranslation { original, changes, more, path, is_dated } => (
            format!("{original} has changed since this translation was made from it{}", changes_in_words(changes, *more)),
            format!(
                "bring the translation up to date and run `newsroom translated {path}`; until then its page says that it is not{}",
                if *is_dated { "" } else { ". An entry in the original's `updates` would tell readers the date of the change" }
            ),
        ),
        P::UntranslatedCopy { language, reason, .. } => (format!("this `{language}` edition is no translation: {}; it is treated as missing", en(reason)), "translate the text, or remove the file and give a headline in `titles`".into()),
        P::WrongScript { language, reason } => (format!("this edition is named `{language}`, but {}", en(reason)), "if the name is wrong, rename the file to the language that it is written in: browsers, search engines and screen readers rely on it".into()),
        P::EmptyBody => ("there is no text below the front matter".into(), "write the text of the announcement below the second `---`".into()),
        P::SeriesWithoutTitle { id, nearest } => (format!("the series `{id}` has no title, so its page shows the id"), suggestion(nearest, || format!("add to content/site.yaml: `series: {{{id}: {{…}}}}` with a title in each language"))),
        P::FactOnlyInOriginal { kind, fact, original, translation } => (format!("the `{original}` text has {} {fact}, and the `{translation}` text does not", en(kind)), format!("look whether the `{translation}` text leaves it out or says something else; if it is meant so, nothing need be done")),
        P::FactOnlyInTranslation { kind, fact, original, translation } => (format!("the `{translation}` text has {} {fact}, and the `{original}` text does not", en(kind)), format!("correct it if it is a slip; if it was added for the readers of `{translation}`, nothing need be done")),
        P::FactsDiffer { kind, says, other, original, translation } => (format!("the `{original}` text has {} {says}, and the `{translation}` text {other}", en(kind)), "find out which of the two is right, and correct the other".into()),
        P::ManyFactsMissing { missing, all, example, in_original, original, translation } => {
            let (has, lacks) = if *in_original { (translation, original) } else { (original, translation) };
            (format!("the `{lacks}` text lacks {missing} of the {all} figures, dates and links of the `{has}` text, the first being {example}"), "look whether both are editions of the same text, and whether one is older".into())
        }
        P::CountsDiffer { what, counts: [first, second], original, translation } => (format!("the number of {} in the `{original}` text is {first}, and in the `{translation}` text {second}", en(what)), "look whether one of the two lacks something that it should have".into()),
        P::BrokenLink { target, nearest } => (format!("the link leads nowhere: {target}"), suggestion(nearest, || "link to a file of this site by its path from this file, for example `../05/other.zh.md`, or to a full web address".into())),
        P::NotALink { target, nearest } => (
            if target.is_empty() {
                "the link has no address, so its words are shown without a link".into()
            } else {
                format!("this is no address, so the words of the link are shown without one: {target}")
            },
            suggestion(nearest, || "write the address between the round brackets".into()),
        ),
        P::ForbiddenScheme { target } => (format!("this kind of link is not published: {target}"), "links may be http, https, mailto or tel, or lead to a page or file of this site".into()),
        P::LeavesContent { target } => (format!("{target} is outside the folder `content`"), "put the file beside the announcement".into()),
        P::LinkToWithheld { target } => (format!("{target} is not public (a draft or under embargo), so its text is shown without a link"), "nothing to do: the link appears with the first build after it is public".into()),
        P::AttachmentMissing { target, nearest } => (format!("there is no such file: {target}"), suggestion(nearest, || "put the file beside the announcement, and mind upper and lower case".into())),
        P::ImageMissing { target, nearest } => (format!("there is no such file: {target}"), suggestion(nearest, || "put the file beside the announcement, and mind upper and lower case".into())),
        P::BadgeMissing { target, nearest } => (format!("there is no such file: content/static/{target}"), suggestion(nearest, || "download the badge from the authority that gives it, and put it into content/static: pages load nothing from other servers".into())),
        P::BadgeNotAPicture { target } => (format!("content/static/{target} is no picture whose size newsroom can read"), "save the badge as PNG".into()),
        P::ImageNotPublished { target } => (format!("this site has no file {target}, so the picture is left out and its description shown"), "put the picture beside the announcement and name it by its relative path, or under content/static".into()),
        P::RemoteImage { target } => (format!("the picture is on another server, so a link is shown in its place: {target}"), "pages load nothing from third parties: put the picture beside the announcement".into()),
        P::NotMarkdown { example } => ("this looks like an announcement, but its name does not end in `.md`, so it is not published".into(), format!("rename it to {example} (plain text in UTF-8), or move it out of content")),
        P::NotAnImage { target } => (format!("this is not a picture that newsroom reads: {target}"), not_an_image_help(target).into()),
        P::PictureDisguised { target, what } => (format!("{target} has the name of a picture, but holds {}", en(what)), "open it in a picture program and save it as JPEG (photos) or PNG (drawings), or put the right file here".into()),
        P::PictureDamaged { target, reason } => (format!("the picture {target} cannot be read to its end: {}", en(reason)), "copy the file again from where it came from, or open it in a picture program and save it anew as JPEG or PNG".into()),
        P::PictureTooLarge { target, width, height } => (format!("the picture {target} has {width} × {height} pixels{}; newsroom reads at most 100 megapixels, and 65,535 pixels a side", megapixels(*width, *height).map_or_else(String::new, |millions| format!(" ({millions} megapixels)"))), "save it smaller: pages show no more than 1,360 pixels across, so 3,000 are plenty".into()),
        P::PictureTooHeavy { target, bytes } => (format!("the picture {target} has {} MB; newsroom reads at most 100 MB", bytes / 1_000_000), "save it smaller or as JPEG: pages show no more than 1,360 pixels across".into()),
        P::PictureNamedOtherwise { format } => (format!("the file is a {format} picture, which its name does not say"), "the page is right all the same; give the file the right ending so that other programs open it".into()),
        P::PictureAnimated => ("the picture moves, and pages show its first frame only: what moves and cannot be stopped distracts readers (WCAG 2.2.2), and is heavy".into(), "save the frame that matters as PNG or JPEG, or offer the file as an attachment".into()),
        P::PictureTellsPosition => ("the file tells where the picture was taken, and it is published as it is, because a page offers or links to it or it lies in content/static".into(), "if the place should not be known, save the picture without its position (metadata, Exif)".into()),
        P::ImageWithoutAlt { target } => (format!("nothing says what the picture {target} shows, for readers who do not see it"), format!("write it between the square brackets, `![what it shows]({target})`; for a mere decoration write `<img src=\"{target}\" alt=\"\">`")),
        P::LeadWithoutAlt { target } => (format!("nothing says what the picture {target} shows, for readers who do not see it"), "add `alt: {zh: …, en: …}` to `image`, with what it shows in each language".into()),
        P::HtmlRemoved { tag } => (format!("the HTML element <{tag}> is not published"), "write Markdown; what a page cannot show safely is left out".into()),
        P::EmbedAsLink { target } => (format!("embedded content of another server is shown as a link: {target}"), "pages load nothing from third parties; write a link with a text of your own".into()),
        P::UnclosedHtml { start, end } => (format!("`{start}` is opened here and not closed, so what follows would be lost"), format!("close it with `{end}` before the next blank line, or write `\\<` if a character is meant")),
        P::TooDeep => ("the text is nested more than 60 levels deep here (quotes, lists, emphasis, HTML elements)".into(), "use fewer levels, and close each HTML element that is opened".into()),
        P::AddressTaken { address, other } => (format!("two sources claim the address {address}; the other is {other}"), "give one of the two another `slug`, date, alias or file name".into()),
        P::AddressInside { address, other } => (format!("the address {address} lies inside {other}, which is a file"), "rename one of the two".into()),
        P::AddressAlike { address, other_address, other } => (format!("the address {address} is too much like {other_address}, which {other} claims: some servers and file systems take the two for one"), "write another alias; where both lead to the same page, one of the two is enough".into()),
        P::AliasNeedless { address, itself } => (if *itself { format!("{address} is the address of this announcement itself") } else { format!("{address} stands here twice") }, "remove it from `aliases`".into()),
        P::CopyTaken { address, other, encoding } => (format!("{address} is the place of the compressed copy of {other}"), format!("give one of the two another file name, or take `{encoding}` out of `precompress` in content/site.yaml")),
        P::AddressVanishes { addresses, cause } => vanishing(addresses, cause),
        P::FileVanishes { address } => (format!("the file {address} would no longer be there"), "put it back if anybody may have its address; if nobody has, nothing need be done".into()),
        P::ListVanishes { address } => (format!("the list {address} would no longer be there, and neither would its feeds and years"), "if only its name is to change, keep the id and change the name; otherwise its readers get \"page not found\"".into()),
        P::SiteMoves { from, to } => (format!("every page moves from {from} to {to}"), "let the server at the old address lead to the new one, each page to its own".into()),
        P::OlderVersionBroken { name, errors, first } => (
            format!("{name} cannot be compared, because it has {errors} error{} of its own: the first is at {first} there", if *errors == 1 { "" } else { "s" }),
            "compare with an older version that has none".into(),
        ),
        P::OlderVersionGaps { name, errors, first } => (
            format!("{name} has {errors} error{} of its own, the first at {first} there: whether addresses of files that cannot be read there are lost is not known", if *errors == 1 { "" } else { "s" }),
            "everything else was compared; if this version mends those files, nothing need be done but to keep their date, `slug` and file name".into(),
        ),
        P::UnknownTheme { name, nearest, known } => (
            format!("there is no theme `{name}`"),
            suggestion(nearest, || match known.len() {
                0 | 1 => "name a folder below `themes`, or `default`".into(),
                _ => format!("the themes are {}", listed_code(known, "and")),
            }),
        ),
        P::UnusedThemeFile { nearest } => ("nothing uses this file of the theme".into(), suggestion(nearest, || "remove it, or name it in a template, as `{% include \"…\" %}` does".into())),
        P::BrokenTemplate { message, nearest, inherited } => (message.clone(), broken_template_help(nearest, inherited)),
        P::TemplateFailed { message, pages } => (format!("{} ({})", message.trim_end_matches('.'), pages_in_words(pages)), format!("correct the template; what it is given is listed in {THEME_GUIDE}")),
        P::UnknownField { field, known, nearest, pages } => (format!("there is no `{field}` here ({})", pages_in_words(pages)), unknown_field_help(known, nearest)),
        P::MissingText { key, language, copy_to } => (
            format!("the interface text `{key}` is missing for the language `{language}`"),
            match copy_to {
                None => format!("add `{key}: …`"),
                Some(path) => format!("copy this file, which is one of the default theme, to {path}, and add `{key}: …` there"),
            },
        ),
        P::UnknownText { key, nearest } => (format!("nothing uses the interface text `{key}`"), suggestion(nearest, || format!("remove it, or use it in a template of the theme: `{{{{ t.{key} }}}}`"))),
        P::UnknownPlaceholder { key, place, known } => (
            format!("nothing is filled in for `{{{place}}}` in the interface text `{key}`"),
            match known.as_slice() {
                [] => "remove it: this text is printed as it is".into(),
                _ => format!("what is filled in here is {}", listed_code(known, "and")),
            },
        ),
        P::NoTexts { tag, looked_for } => (format!("the theme has no interface texts for the language `{tag}`"), format!("copy themes/default/i18n/en.yaml to {} and translate it", listed(looked_for.iter().cloned(), "or"))),
        P::TooManyStyles { count, most } => (format!("the pages hold {count} different style sheets; a security policy can name {most} of them"), "let all pages of the theme have the same `<style>`, or link a file below content/static".into()),
        P::BlockedByPolicy { what } => (format!("this page holds {}, which the security policy of the configuration blocks", en(what)), "change the theme: rules belong in its style sheet, and everything else into files of the site".into()),
        P::Leak { output, words, more, file } => (
            format!("this is not public (a draft or under embargo), but {output} would tell of it{}: {words}", if *more > 0 { format!(", as would {more} more") } else { String::new() }),
            match file {
                Some(file) => format!("take it out of {file}, or keep that file elsewhere until this is public"),
                None => "nothing was published. This should never happen: please report it to those who maintain newsroom; until then, keep the file of the announcement outside of content".into(),
            },
        ),
        P::OutputNotOurs { example } => (format!("the output folder holds files that newsroom did not make, for example {example}"), "name an empty or new folder with --output, or empty this one yourself; newsroom replaces and removes only files listed in the folder's SHA256SUMS".into()),
        P::OutputInSite { reason } => (format!("the output folder {}", en(reason)), "name a folder of its own with --output, for example `public` beside `content`".into()),
        P::OutputIsLink => ("the output, or a folder on the way to one of its files, is a symbolic link; newsroom writes through none".into(), "name the real folder with --output, or remove the link".into()),
        P::BrokenManifest { line } => (format!("SHA256SUMS has a line that newsroom did not write: {line}"), "restore the file from a backup, or build into an empty folder".into()),
        P::Interrupted { reason } => (format!("publishing stopped half-way: {}", en(reason)), "the output holds files of the last build and of this one: check free space and permissions, and build again".into()),
        P::NotWritten { reason } => (format!("the output cannot be written: {}", en(reason)), "check free space and permissions of the output folder".into()),
        P::CacheNotKept { reason } => (format!("what took long to make cannot be kept for the next build: {}", en(reason)), "the site is complete; check free space and permissions of this folder, so that the next build need not make everything again".into()),
        P::PageTooHeavy { address, bytes, budget, parts } => (format!("the page {address} takes {} bytes compressed, more than the budget of {}", grouped(*bytes), grouped(*budget)), too_heavy_help(parts)),
    }
}

/// Why addresses would be lost, and the way out.
fn vanishing(addresses: &[String], cause: &Vanishing) -> (String, String) {
    let (why, help) = match cause {
        Vanishing::Moved { to, aliases, file } => {
            let known = match addresses.len() {
                1 => "the old address; to keep it",
                _ => "the old addresses; to keep them",
            };
            (
                format!("this announcement is at {to} now"),
                format!("readers and other sites know {known}, write into {file}: `{aliases}`"),
            )
        }
        Vanishing::EditionGone {
            edition,
            aliases,
            file,
        } => (
            "the announcement has no edition in that language any more".into(),
            format!(
                "put {edition} back, or, to lead its readers to the other language, write into {file}: `{aliases}`"
            ),
        ),
        Vanishing::AliasGone { aliases, file } => (
            "no announcement has it among its `aliases`".into(),
            format!("write into {file}: `{aliases}`"),
        ),
        Vanishing::FileGone { aliases, file } => (
            "no page offers the file any more".into(),
            format!(
                "put it back, as an attachment or a link, or, to lead its readers to the announcement, write into {file}: `{aliases}`"
            ),
        ),
        Vanishing::Withheld {
            is_draft,
            withdrawn,
        } => (
            format!(
                "the announcement was public, and is {} now",
                if *is_draft {
                    "a draft"
                } else {
                    "under embargo"
                }
            ),
            format!(
                "what has been public keeps its address: remove this line, or, if nobody is to read it any more, write in its place `{withdrawn}`"
            ),
        ),
        Vanishing::Deleted {
            file,
            aliases,
            withdrawn,
        } => (
            format!("the file of the announcement, {file}, is gone"),
            format!(
                "put it back (before the commit: git restore --staged --worktree {file}) and, if nobody is to read it any more, write into it `{withdrawn}`; if another announcement stands for it, write into that one: `{aliases}`"
            ),
        ),
    };
    let shown = match addresses.len().saturating_sub(ADDRESSES_SHOWN) {
        0 => listed(addresses.iter().cloned(), "and"),
        more => format!(
            "{} and {more} more",
            addresses[..ADDRESSES_SHOWN].join(", ")
        ),
    };
    (format!("{shown} would no longer be there: {why}"), help)
}

/// What a heavy page is made of, the heaviest first, and what can be cut of that.
fn too_heavy_help(parts: &[(PagePart, usize)]) -> String {
    let shares = parts.iter().map(|(part, bytes)| {
        let name = match part {
            PagePart::Text => "the text",
            PagePart::Tables => "tables",
            PagePart::Lists => "its lists",
            PagePart::Style => "the theme's style",
            PagePart::Frame => "all else",
        };
        format!("{name} {}", grouped(*bytes))
    });
    let way_out = match parts.first().map(|(part, _)| part) {
        Some(PagePart::Text) => {
            "publish the essence as the text and the full document as an attachment, or the parts as a series"
        }
        Some(PagePart::Tables) => "offer long tables as an attachment",
        Some(PagePart::Lists) => "shorter headlines (`title`) make lists lighter",
        Some(PagePart::Style) => "shorten the style.css of the theme",
        Some(PagePart::Frame) | None => "shorten what the theme's templates put around the content",
    };
    format!(
        "of these {}; {way_out}, or raise `budget` in content/site.yaml",
        listed(shares, "and")
    )
}

/// "did you mean", or else what there is to choose from.
fn unknown_announcement_help(
    target: &str,
    nearest: &Option<String>,
    example: &Option<String>,
) -> String {
    if target.contains(['，', '、']) {
        return "put `,` between two announcements, not `，` or `、`".into();
    }
    suggestion(nearest, || {
        let example = example.as_deref().unwrap_or("2023/04/briefing");
        format!("name it by its path below content, for example `{example}`")
    })
}

/// How a key is to be written.
fn form_help(key: &str, only: &Option<String>) -> String {
    match (form_of(key), only) {
        (Some(form), _) => format!("write for example `{form}`"),
        (None, Some(only)) => format!("write `{key}: [{only}]`"),
        (None, None) => "see the example in the documentation of this key".into(),
    }
}

fn en(words: &Words) -> &str {
    words.get(Language::English)
}

fn suggestion(nearest: &Option<String>, otherwise: impl FnOnce() -> String) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => otherwise(),
    }
}

fn no_original_help(
    editions: &[String],
    is_translation: bool,
    named: &Option<(String, String)>,
) -> String {
    let editions = listed(editions.iter().cloned(), "or");
    match named {
        Some((original, name)) => format!("if it translates {original}, name it {name}; if it is an original, add `date: …` and the other facts to {editions}"),
        None if is_translation => "put the original beside it, under the same name and with `date: …` and the other facts; or write `date: …` in place of `translates` if this is the original".into(),
        None => format!("add `date: …` and the other facts to the original, {editions}"),
    }
}

/// A line for each change.
fn changes_in_words(changes: &[Change], more: usize) -> String {
    let mut words = String::from(if changes.is_empty() { "" } else { ":" });
    for change in changes {
        words.push_str("\n  ");
        match change {
            Change::Stated { line, text, is_new } => {
                let place =
                    line.map_or_else(|| "headline".to_owned(), |line| format!("line {line}"));
                let kind = if *is_new { "new" } else { "changed" };
                words.push_str(&format!("{place}, {kind}: {text}"));
            }
            Change::Gone { count, after } => {
                let place = after.map_or_else(
                    || "at the start".to_owned(),
                    |line| format!("after line {line}"),
                );
                let noun = if *count == 1 { "sentence" } else { "sentences" };
                words.push_str(&format!("{place}, gone: {count} {noun}"));
            }
        }
    }
    if more > 0 {
        words.push_str(&format!("\n  and {more} more"));
    }
    words
}

/// Facts that hold words may differ by language, but inside of the original.
fn contradiction_help(key: &str) -> String {
    let per_language = match key {
        "issuer" | "source" | "titles" => format!("`{key}: {{zh: …, en: …}}`"),
        "image" => "`alt: {zh: …, en: …}`".into(),
        "attachments" => "`title: {zh: …, en: …}`".into(),
        "updates" => "`note: {zh: …, en: …}`".into(),
        "withdrawn" => "`reason: {zh: …, en: …}`".into(),
        _ => return "correct one of the two lines, or remove this one: what does not depend on the language is stated in the original once".into(),
    };
    format!(
        "correct one of the two; words that differ by language are stated in the original, {per_language}, and need not be repeated here"
    )
}

fn broken_template_help(nearest: &Option<String>, inherited: &Option<String>) -> String {
    match (nearest, inherited) {
        (Some(nearest), None) => format!("did you mean `{nearest}`?"),
        (None, None) => format!("correct the template; {THEME_GUIDE} says what it may use"),
        (_, Some(theme)) => format!(
            "this file is one of the default theme, used because themes/{theme} has none of this name: add one there, or what this one needs"
        ),
    }
}

fn unknown_field_help(known: &[String], nearest: &Option<String>) -> String {
    let shown = &known[..known.len().min(NAMES_SHOWN)];
    let all = match known.len() {
        0 => return "what stands before it has no fields: it is a text, or absent on this page; ask first whether it is there, with `{% if … %}`".into(),
        many if many > NAMES_SHOWN && nearest.is_some() => return suggestion(nearest, String::new),
        1 => format!("there is only {}", listed_code(shown, "and")),
        many if many > NAMES_SHOWN => format!("there are {}, and {} more: see {THEME_GUIDE}", listed_code(shown, "and"), many - NAMES_SHOWN),
        _ => format!("there are {}", listed_code(shown, "and")),
    };
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`? {}", sentence(&all)),
        None => all,
    }
}

/// With a capital letter.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

fn pages_in_words(pages: &Pages) -> String {
    let first = format!("rendering {}", pages.first);
    match pages.more {
        0 => first,
        1 => format!("{first}, and 1 other page"),
        more => format!("{first}, and {more} other pages"),
    }
}

/// `a, b and c`.
fn listed(items: impl IntoIterator<Item = String>, conjunction: &str) -> String {
    let items: Vec<String> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {conjunction} {last}", head.join(", ")),
    }
}

fn listed_code(items: &[impl AsRef<str>], conjunction: &str) -> String {
    listed(
        items.iter().map(|item| format!("`{}`", item.as_ref())),
        conjunction,
    )
}

/// The way out for a file that is no picture by its name.
fn not_an_image_help(target: &str) -> &'static str {
    let extension = target.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match extension.as_str() {
        "heic" | "heif" => {
            "phones save HEIC, which few browsers show: save it as JPEG, or set the camera of the phone to the most compatible format"
        }
        "svg" => "drawings in SVG may hold programs: save it as PNG, about 1,400 pixels wide",
        "bmp" | "tif" | "tiff" | "avif" | "jxl" => "save it as JPEG (photos) or PNG (drawings)",
        _ => "use JPEG, PNG, WebP or GIF",
    }
}

/// What usually lies behind the parser's words.
fn yaml_help(message: &str) -> &'static str {
    if message.contains("mapping values") {
        "a value that holds `: ` must stand in quotes: `title: \"…: …\"`"
    } else if message.contains("duplicate") {
        "each key may be stated once: remove one of the two lines"
    } else if message.contains("tab") {
        "indent with spaces, not with tabs"
    } else if message.contains("escape") {
        "between double quotation marks a backslash starts an escape: put the value in single ones, `title: '…\\…'`"
    } else if message.contains("trailing content") {
        "the value goes on behind its closing quotation mark: put the whole value in the other kind, `title: '\"…\" …'`"
    } else if message.contains("quote") {
        "close the quotation mark, or put the whole value in the other kind of quotation marks"
    } else {
        "put the value in quotation marks, and check brackets and indentation"
    }
}
