//! The command line in the language of its reader: which one is asked for, help texts and wrong usage in Chinese.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::{Resettable, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command};

use super::show;
use crate::language::Language;

/// The option that chooses the language of all messages, as it is written.
const OPTION: &str = "--lang";
/// The same, as clap knows it.
const ID: &str = "message_language";

/// Commands in which `--lang` is the language of an announcement.
const OF_ANNOUNCEMENTS: [&str; 2] = ["new", "import"];

/// The language that arguments ask for which were understood.
pub(super) fn language_of(matches: &ArgMatches) -> Option<Language> {
    let code = |matches: &ArgMatches| {
        let value = matches.try_get_one::<String>(ID).ok().flatten();
        value.and_then(|code| Language::ALL.into_iter().find(|one| one.code() == code))
    };
    let of_command = matches.subcommand().and_then(|(_, of)| code(of));
    of_command.or_else(|| code(matches))
}

/// Before arguments are understood: what `--lang zh` or `--lang=zh` says before a command, or behind one that has no other use for it.
pub(super) fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let mut words = arguments
        .iter()
        .skip(1)
        .map(|word| word.to_str().unwrap_or_default())
        .take_while(|word| *word != "--" && !OF_ANNOUNCEMENTS.contains(word));
    let mut asked = None;
    while let Some(word) = words.next() {
        let code = match word.strip_prefix(OPTION) {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        let of_code = |code| Language::ALL.into_iter().find(|one| one.code() == code);
        asked = code.and_then(of_code).or(asked);
    }
    asked
}

/// The command line with `--lang` everywhere, and its help in this language.
pub(super) fn in_language(command: Command, language: Language) -> Command {
    let mut command = command.arg(lang_option()).mut_subcommands(|sub| {
        match OF_ANNOUNCEMENTS.contains(&sub.get_name()) {
            true => sub,
            false => sub.arg(lang_option()),
        }
    });
    if language == Language::Chinese {
        // Before this, there is no `help`.
        command.build();
        command = in_chinese(command);
    }
    command
}

fn lang_option() -> Arg {
    Arg::new(ID)
        .long("lang")
        .value_name("LANGUAGE")
        .value_parser(["zh", "en"])
        .help("The language of all messages [default: that of the environment]")
}

fn in_chinese(command: Command) -> Command {
    let name = command.get_name().to_owned();
    command
        .about(about(&name))
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}")
        .subcommand_help_heading("命令")
        .mut_args(|argument| argument_in_chinese(&name, argument))
        .mut_subcommands(in_chinese)
}

fn argument_in_chinese(command: &str, argument: Arg) -> Arg {
    let mut help = argument_help(command, argument.get_id().as_str()).to_owned();
    let shown = |name: &OsString| name.to_string_lossy().into_owned();
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<String> = defaults.map(|value| shown(&value.into())).collect();
    if !defaults.is_empty() && argument.get_action().takes_values() {
        help.push_str(&format!("［默认：{}］", defaults.join("、")));
    }
    let choices: Vec<String> = argument
        .get_possible_values()
        .iter()
        .map(|choice| choice.get_name().to_owned())
        .collect();
    if !choices.is_empty() && argument.get_action().takes_values() {
        help.push_str(&format!("［可选：{}］", choices.join("、")));
    }
    let heading = if argument.is_positional() {
        "参数"
    } else {
        "选项"
    };
    argument
        .help(help)
        .long_help(Resettable::Reset)
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Says what is wrong with the arguments, or prints the help that was asked for; the exit status of that.
pub(super) fn explain(error: &clap::Error, command: &Command, language: Language) -> ExitCode {
    let is_answer = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_answer || language == Language::English {
        // A closed pipe is no reason to complain about a help text.
        let _ = error.print();
    } else {
        let usage = match error.get(ContextKind::Usage) {
            Some(ContextValue::StyledStr(usage)) => usage.to_string(),
            _ => StyledStr::to_string(&command.clone().render_usage()),
        };
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        show(&format!(
            "错误：{}\n\n用法：{usage}\n\n要看说明，请用 --help。\n",
            wrong_usage(error)
        ));
    }
    // 0 for help and version, 2 for wrong usage.
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// What is wrong, and what may have been meant.
fn wrong_usage(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!(
                "没有 `{}` 这个命令",
                context(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!("这里没有 `{argument}` 这个参数"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` 后面缺少内容"),
        ErrorKind::InvalidValue => format!(
            "`{argument}` 不能写 `{value}`；可以写 {}",
            context(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => {
            format!("`{argument}` 不能写 `{value}`：{}", expected(&argument))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!(
            "`{argument}` 不能与 `{}` 同时使用，也不能重复",
            context(ContextKind::PriorArg)
        ),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 编码".to_owned(),
        _ => "参数不完整，或者不合用法".to_owned(),
    };
    let meant = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    match meant.map(context).into_iter().find(|one| !one.is_empty()) {
        Some(meant) => format!("{message}。您要写的是不是 `{meant}`？"),
        None => message,
    }
}

/// What an option takes whose value has a form of its own; `argument` as in `--now <RFC3339>`.
fn expected(argument: &str) -> &'static str {
    match argument.split(' ').next().unwrap_or_default() {
        "--now" => "请写带时区的时间，例如 2023-04-14T10:00:00+08:00",
        "--base-url" | "--old-site" => "请写完整的网址，例如 https://example.org/news/",
        "--timezone" => "请写 tz 数据库里的名称，例如 Asia/Shanghai",
        "--document-root" => "请写服务器上文件夹的完整路径，只用字母、数字和 / . - _",
        "--host" => "请写 IP 地址，例如 127.0.0.1",
        "--port" => "请写 0 到 65535 之间的端口号",
        _ => "写法不对",
    }
}

/// What each command is for.
const COMMANDS: &[(&str, &str)] = &[
    (
        "newsroom",
        "把文件夹里的 Markdown 稿件生成为政府机关的双语静态新闻网站",
    ),
    (
        "init",
        "建立新网站：一个文件夹，内有设置、主题、两篇稿件和供 Git 服务器使用的检查",
    ),
    ("new", "新建一篇稿件；用 --translate 则新建一篇译文"),
    (
        "build",
        "生成网站：把 content/ 的全部内容写到输出文件夹；只要有错误，就什么都不写",
    ),
    (
        "check",
        "与 build 一样检查，但不写任何文件，只报告有什么问题",
    ),
    (
        "diff",
        "列出与另一个版本相比，读者会看到哪些页面新增、改动、换地址、撤下",
    ),
    (
        "duplicates",
        "列出重复发布的内容；用 --near 也列出彼此相似的内容",
    ),
    ("translated", "在译文里注明：它与原文现在的文本一致"),
    (
        "explain",
        "说明报告里的一个代号，并举例；不写代号则列出全部代号",
    ),
    ("serve", "边写边在浏览器里预览网站；不发布任何内容"),
    ("hosting", "在标准输出上打印网页服务器的配置"),
    (
        "import",
        "把现有材料变成稿件：文本导出、保存的网页、其他网站生成器的内容、表格",
    ),
    (
        "completions",
        "在标准输出上打印命令行补全脚本，供 shell 使用",
    ),
    ("manual", "把手册页写入一个文件夹，每个命令一页"),
    ("help", "显示这份说明，或者某个命令的说明"),
];

/// Every argument, of one command or of all that have it (`*`).
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "*",
        "message_language",
        "所有信息用哪种语言［默认：依照系统环境］",
    ),
    ("*", "help", "显示说明"),
    ("*", "version", "显示版本"),
    ("*", "root", "网站所在的文件夹，里面有 content/"),
    (
        "*",
        "now",
        "按哪个时间判断解禁和译文期限，例如 2023-04-14T10:00:00+08:00［默认：现在］",
    ),
    (
        "*",
        "base_url",
        "网站将来的网址，代替 content/site.yaml 里的 base_url",
    ),
    ("*", "drafts", "包括草稿和尚未解禁的稿件；切勿用于公开"),
    (
        "*",
        "format",
        "text：给人看的文字，写到标准错误输出；json：一个 JSON 对象，写到标准输出",
    ),
    (
        "build",
        "output",
        "输出文件夹［默认：网站文件夹里的 public］",
    ),
    ("check", "translations", "列出全部译文，不只是需要处理的"),
    (
        "check",
        "against",
        "与旧版本比较：git 仓库的提交或分支，或者里面有 content/ 的文件夹；有地址将丢失就是错误",
    ),
    (
        "check",
        "staged",
        "提交前用：检查 git 暂存区的内容，只看这次提交涉及的稿件",
    ),
    (
        "diff",
        "older",
        "旧版本：git 仓库的分支、标签或提交，或者里面有 content/ 的文件夹",
    ),
    (
        "duplicates",
        "near",
        "也显示相似而不相同的各对，以及不同之处",
    ),
    (
        "duplicates",
        "write",
        "确认 --near 显示的各对是不同的稿件：在较新的文件里加上 `distinct_from`，其他不动",
    ),
    (
        "translated",
        "files",
        "已与原文一致的译文，路径从当前文件夹或网站文件夹写起",
    ),
    (
        "explain",
        "code",
        "报告里方括号中的代号，例如 unknown-topic；不写则列出全部代号",
    ),
    ("serve", "drafts", "也显示草稿和尚未解禁的稿件，并加以标明"),
    ("serve", "port", "端口［默认：从 8080 起第一个空闲的］"),
    (
        "serve",
        "host",
        "监听的地址；写 0.0.0.0 则局域网内的机器都能看到预览",
    ),
    ("hosting", "server", "哪一种服务器"),
    (
        "hosting",
        "now",
        "按哪个时间判断解禁，例如 2023-04-14T10:00:00+08:00［默认：现在］",
    ),
    (
        "hosting",
        "document_root",
        "服务器上对应网址 / 的文件夹［默认：/var/www/域名］",
    ),
    ("init", "folder", "新网站的文件夹；必须是新的或空的"),
    ("init", "base_url", "读者将来用的网址"),
    ("init", "timezone", "日期所用的时区，用 tz 数据库里的名称"),
    ("init", "now", "样例稿件的日期从哪个时间算起［默认：现在］"),
    ("new", "title", "稿件的标题"),
    (
        "new",
        "topic",
        "主题，写 content/topics.yaml 里的代号；多个用逗号分开",
    ),
    (
        "new",
        "lang",
        "语言，与文件名里的相同［默认：网站的第一种语言；译文则为还缺的语言］",
    ),
    (
        "new",
        "date",
        "发布时间：2026-03-12 或 \"2026-03-12 10:00\"［默认：现在，按网站的时区］",
    ),
    ("new", "folder", "给稿件单独一个文件夹，好放图片和附件"),
    ("new", "translate", "给这篇稿件新建译文，放在它旁边"),
    (
        "import",
        "sources",
        "文件和文件夹：文本导出、保存的网页、Hugo 或 Jekyll 的内容、表格",
    ),
    ("import", "into", "新文件放在哪里，从网站文件夹写起"),
    (
        "import",
        "lang",
        "自己没有写明语言的内容是哪种语言［默认：网站的第一种语言］",
    ),
    ("import", "from", "文件名看不出来时，所有材料是哪一类"),
    ("completions", "shell", "哪一种 shell"),
    (
        "manual",
        "folder",
        "放手册页的文件夹，例如 /usr/local/share/man/man1",
    ),
    ("import", "date", "没有日期的稿件用哪一天"),
    ("import", "old_site", "旧网站的网址，供相对链接使用"),
    ("import", "dry_run", "只说明将写入什么，不写入"),
];

fn about(command: &str) -> &'static str {
    let found = COMMANDS.iter().find(|(name, _)| *name == command);
    found.map_or("", |(_, about)| about)
}

fn argument_help(command: &str, id: &str) -> &'static str {
    let of = |wanted: &str| {
        let mut all = ARGUMENTS.iter();
        all.find(|(command, argument, _)| *command == wanted && *argument == id)
    };
    of(command)
        .or_else(|| of("*"))
        .map_or("", |(_, _, help)| help)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

    use super::*;

    fn words(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_language_of_messages_is_told_from_that_of_announcements() {
        let check = |line: &str, expected: Option<Language>| {
            assert_eq!(asked_language(&words(line)), expected, "{line}");
        };
        check("newsroom check", None);
        check("newsroom check --lang zh", Some(Language::Chinese));
        check("newsroom --lang=en check", Some(Language::English));
        check(
            "newsroom --lang zh new --lang en x",
            Some(Language::Chinese),
        );
        check("newsroom new x --lang zh", None);
        check("newsroom translated -- --lang zh", None);
        check("newsroom check --lang fr", None);
    }

    #[test]
    fn every_command_and_argument_has_its_chinese_words_and_none_is_left_over() {
        let mut command = in_language(super::super::Arguments::command(), Language::English);
        command.build();
        let mut commands = BTreeSet::new();
        let mut arguments = BTreeSet::new();
        let subs = command
            .get_subcommands()
            .filter(|sub| sub.get_name() != "help");
        for one in std::iter::once(&command).chain(subs) {
            assert_ne!(about(one.get_name()), "", "{}", one.get_name());
            commands.insert(one.get_name());
            for argument in one.get_arguments() {
                let id = argument.get_id().as_str();
                assert_ne!(
                    argument_help(one.get_name(), id),
                    "",
                    "{} {id}",
                    one.get_name()
                );
                arguments.insert((one.get_name(), id));
            }
        }
        for (name, _) in COMMANDS {
            assert!(commands.contains(name) || *name == "help", "{name}");
        }
        for (name, id, _) in ARGUMENTS {
            let is_used = arguments
                .iter()
                .any(|(command, argument)| argument == id && (command == name || *name == "*"));
            assert!(is_used, "{name} {id}");
        }
    }
}
