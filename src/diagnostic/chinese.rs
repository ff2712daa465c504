//! What is said about each problem in Chinese: message and help.

use super::phrases::{
    ADDRESSES_SHOWN, NAMES_SHOWN, THEME_GUIDE, form_of, grouped, is_needed, megapixels,
};
use super::problem::{Change, PagePart, Pages, Problem, Vanishing};
use crate::language::{Language, Words};

/// Message and help.
pub(super) fn words(problem: &Problem) -> (String, String) {
    use Problem as P;
    match problem {
        P::MissingFile { path } => (format!("找不到文件 {path}"), "请新建这个文件，或者在网站所在的文件夹里运行 newsroom（也可以用 --root DIR 指明）".into()),
        P::Unreadable { reason } => (format!("无法读取这个文件：{}", zh(reason)), "请检查文件是否存在、您是否有权读取".into()),
        P::NotUtf8 { line } => (format!("第 {line} 行不是 UTF-8 编码"), "请用 UTF-8 编码重新保存这个文件（不要用 GBK、GB18030 或 Big5）".into()),
        P::SymbolicLink => ("这是一个符号链接；newsroom 不跟随符号链接，以免把网站以外的内容发布出去".into(), "请把文件本身放到这里".into()),
        P::BadFileName => ("文件名里有控制字符、反斜杠，或者不是 UTF-8 编码".into(), "请给文件改名".into()),
        P::NoLanguageInName { stem, codes } => ("文件名没有说明是哪种语言".into(), format!("请改名为 {}", listed(codes.iter().map(|code| format!("{stem}.{code}.md")), "或"))),
        P::UnknownLanguageInName { code, codes, nearest } => (format!("文件名中的 `{code}` 不是本网站的语言"), suggestion(nearest, || format!("site.yaml 里的语言有 {}", listed_code(codes, "和")))),
        P::NoFrontMatter => ("文件开头没有文件头".into(), "请先写一行 `---`，接着写 `title: …` 等各行，再写一行 `---`，然后才是正文".into()),
        P::UnclosedFrontMatter => ("从这里开始的文件头没有结束".into(), "请在文件头和正文之间加一行 `---`".into()),
        P::Yaml { message } => (format!("这里不符合 YAML 的写法：{}", yaml_message(message)), yaml_help(message).into()),
        P::FullWidthColon { key, meant } => (format!("`{key}` 后面是全角冒号"), format!("请写成 `{meant}: `，用半角冒号，后面加一个空格")),
        P::FullWidthComma => ("花括号里的全角逗号不能分开各项".into(), "请写成 `, `，用半角逗号，后面加一个空格；如果逗号是文字的一部分，请给文字加引号".into()),
        P::MergeConflict => ("这里有 Git 合并冲突的标记：两处改动没能合在一起".into(), "请留下两种写法中正确的内容，并删去 `<<<<<<<`、`=======` 和 `>>>>>>>` 各行".into()),
        P::NoSpaceAfterColon { key } => (format!("`{key}` 的冒号后面没有空格"), format!("请写成 `{key}: `，冒号后面加一个普通空格")),
        P::CommentInText { key } => (format!("` #` 会被当作注释的开头，`{key}` 从这里起的部分会丢失"), format!("请给文字加引号，如 `{key}: \"… #…\"`；如果确实是注释，请另起一行")),
        P::CommaInText { key, text, rest } => (format!("花括号里的半角逗号表示一项结束，`{rest}` 就不再属于 `{key}`"), format!("请给整段文字加引号：`{key}: \"{text}, {rest}\"`")),
        P::NotAMap => ("这里应当是 `键: 值` 形式的各行".into(), "请写成例如 `title: …`".into()),
        P::UnknownKey { key, known, nearest } => (format!("这里没有 `{key}` 这个键"), suggestion(nearest, || format!("可以用的键有 {}", listed_code(known, "和")))),
        P::MissingKey { key, example } => (format!("缺少 `{key}`"), format!("请加上 `{example}`")),
        P::NotAList { key, only } => (format!("`{key}` 必须是列表：`[…, …]`，或者用 `- ` 开头的各行"), form_help(key, only)),
        P::WrongKind { key, expected } => (format!("`{key}` 必须是{}", zh(expected)), form_help(key, &None)),
        P::NotFilledIn { key } => (format!("`{key}` 还是示例里的 `…`"), "请换成实际的文字，或者删去这一项".into()),
        P::Empty { key } => (format!("`{key}` 是空的"), if is_needed(key) { "请在冒号后面填上内容".into() } else { "请在冒号后面填上内容，或者删去这一行".into() }),
        P::UnknownLanguage { code, codes, nearest } => (format!("`{code}` 不是本网站的语言"), suggestion(nearest, || format!("site.yaml 里的语言有 {}", listed_code(codes, "和")))),
        P::LanguageWithoutText { key, code } => (format!("`{key}` 没有语言 `{code}` 的文字"), format!("请加上 `{code}: …`")),
        P::BadDateForm { text, nearest } => (
            format!("`{text}` 不是 newsroom 认得的日期写法"),
            match nearest {
                Some(nearest) => format!("请写成 `{nearest}`"),
                None => "请写成 `2023-04-14`、`2023-04-14 10:00` 或 `2023-04-14T10:00:00+08:00`".into(),
            },
        ),
        P::ImpossibleDate { text } => (format!("没有 `{text}` 这一天或这个时刻"), "请对照日历，检查月、日和时间".into()),
        P::UnknownTopic { topic, .. } if topic.contains(['，', '、', '；']) => (format!("没有 `{topic}` 这个主题"), "主题之间请用半角逗号：`[employment, health]`".into()),
        P::UnknownTopic { topic, nearest, known } => (format!("没有 `{topic}` 这个主题"), suggestion(nearest, || format!("content/topics.yaml 里的主题有 {}；如果是新主题，请先加到那里", listed_code(known, "和")))),
        P::BadName { key, text, simplified } => (
            format!("`{key}` 要写进网址，`{text}` 不能用在网址里"),
            if simplified.is_empty() { "请用小写字母 a 到 z、数字和单个连字符".into() } else { format!("请写成 `{simplified}`：只用小写字母 a 到 z、数字和单个连字符") },
        ),
        P::SlugNeeded { stem } => (format!("文件名 `{stem}` 不能用在网址里"), "请加上 `slug: …`，只用小写字母 a 到 z、数字和连字符，例如 `slug: spring-job-fair`".into()),
        P::UnknownChoice { key, text, choices, nearest } => (format!("`{key}` 不能写 `{text}`"), suggestion(nearest, || format!("可以写 {}", listed_code(choices, "或")))),
        P::NotANumber { key, text } => (format!("`{key}` 必须是 0 以上的整数，不能是 `{text}`"), "请只写数字，例如 `11`".into()),
        P::BadUrl { key, text } => (format!("`{key}` 不是网址：`{text}`"), "请写以 https:// 或 http:// 开头的完整网址".into()),
        P::BadForm { key, text, what, example } => (format!("`{key}` 不是{}：`{text}`", zh(what)), zh(example).into()),
        P::BadAlias { text } => (format!("`{text}` 不是本网站内的地址"), "请从第一个斜杠起写旧地址，例如 `/news/2019/fair/`".into()),
        P::BadFingerprint { text, path } => (format!("`{text}` 不是原文的指纹"), format!("译文与原文一致后，请运行 `newsroom translated {path}`，由它写入；或者删去这一行")),
        P::UnknownTimeZone { text, nearest } => (format!("没有 `{text}` 这个时区"), suggestion(nearest, || "请用 tz 数据库里的名称，例如 `Asia/Shanghai`".into())),
        P::BadLanguageCode { text } => (format!("`{text}` 不能作为网址里的语言代码"), "请用二到八个小写字母，例如 `zh`；或者用连字符连接的两部分，例如 `zh-hk`".into()),
        P::BadLanguageTag { text } => (format!("`{text}` 不是语言标签（BCP 47）"), "请写成例如 `zh-Hans`、`zh-Hant` 或 `en`".into()),
        P::RepeatedLanguage { code } => (format!("语言 `{code}` 列了两次"), "请删去其中一个".into()),
        P::RepeatedTag { tag } => (format!("两种语言的标签都是 `{tag}`，搜索引擎无法区分"), "请给每种语言不同的标签，例如 `zh-Hans` 和 `zh-Hant`".into()),
        P::TooManyLanguages => ("一个网站至少有 1 种、至多有 32 种语言".into(), "请列出例如 `- {code: zh, tag: zh-Hans}`".into()),
        P::NoOriginal { editions, is_translation, named } => (
            if *is_translation { "这篇译文没有原文：这篇稿件的各语言版本都没有 `date`".into() } else { "这篇稿件的各语言版本都没有 `date`".into() },
            no_original_help(editions, *is_translation, named),
        ),
        P::TwoOriginals { other } => (format!("这篇稿件有两个语言版本都写了 `date`，而且不一致；另一个是 {other}"), "请只在原文里保留 `date` 和其他事项，从译文里删去".into()),
        P::TranslatesInOriginal => ("`translates` 应当写在译文里，而这是原文：只有它写了 `date`".into(), "请删去 `translates`；如果这其实是译文，请把 `date` 和其他事项移到原文里".into()),
        P::FactContradictsOriginal { key, other } => (format!("`{key}` 与原文不一致，原文写在 {other}"), contradiction_help(key)),
        P::FactNotInOriginal { key, other } => (format!("`{key}` 写在译文里，原文 {other} 却没有"), "请把这一行移到原文里：译文只能重复原文已有的事项".into()),
        P::TwoEditions { other } => (format!("同一种语言有两个版本；另一个是 {other}"), "请删去其中一个，或者给它改名".into()),
        P::TranslationRequired { language, by } => (
            match by {
                Some(by) => format!("这篇稿件必须在 {by} 前有译文，但还没有 `{language}` 版本"),
                None => format!("这篇稿件必须有译文，但还没有 `{language}` 版本"),
            },
            format!("请在旁边加上 {language} 版本，或者修改 `translation:`"),
        ),
        P::TranslationDue { language, by } => (
            match by {
                Some(by) => format!("{by} 前必须有 `{language}` 译文"),
                None => format!("这篇稿件公开时必须有 `{language}` 译文"),
            },
            format!("请在此之前把 {language} 版本放到旁边：过了期限，没有译文网站就不再发布"),
        ),
        P::TranslationMissing { language } => (format!("没有 `{language}` 版本，也没有这种语言的标题"), format!("请加上 {language} 版本（newsroom new --translate 原文），或 `titles: {{{language}: …}}`；如果不打算翻译，请写 `translation: none`")),
        P::UnknownAnnouncement { target, nearest, example } => (format!("找不到另一篇稿件 `{target}`"), unknown_announcement_help(target, nearest, example)),
        P::DuplicateCycle { key, target } => (format!("`{key}: {target}` 绕回到这篇稿件自己"), format!("请在要保留页面的那一篇里删去 `{key}`")),
        P::WithdrawnUnexplained => ("页面只说这篇稿件已撤回，没有说何时、为何撤回".into(), "请把这一行换成 `withdrawn: {date: 2026-05-01, reason: {zh: …, en: …}}`".into()),
        P::WithdrawnAndStatus { status } => (format!("`status: {status}` 与 `withdrawn` 矛盾"), "如果稿件已撤回，请删去这一行；否则请删去 `withdrawn`".into()),
        P::WithdrawnAndDuplicate => ("已撤回的稿件不能当作副本转到另一篇".into(), "请删去这一行；如果要把读者引到另一篇，请在 `withdrawn` 里写 `replaced_by: …`".into()),
        P::WithdrawnLater { date } => (format!("撤回日期 {date} 还没有到，而页面会立刻说稿件已失效"), "请改正日期，或者到那一天再发布这处改动".into()),
        P::WithdrawnBeforePublished { published } => (format!("撤回日期早于发布日期 {published}"), "请改正其中一个日期".into()),
        P::DateAhead { is_update: true, .. } => ("这条更新的日期还没有到，而读者会提前看到".into(), "请改正日期，或者到那一天再发布这处改动".into()),
        P::DateAhead { embargo: Some(embargo), .. } => (format!("解禁时间早于发布时间：稿件从 {embargo} 起就会公开"), "请改正发布时间或解禁时间".into()),
        P::DateAhead { date, embargo: None, .. } => ("发布时间还没有到，而稿件会立刻公开".into(), format!("要到时候再公开，请写 `embargo: {date}`；如果日期写错了，请改正")),
        P::ReasonMissing { language } => (format!("没有 `{language}` 的撤回原因，这种语言的页面会显示另一种语言的原因"), format!("请在 `reason` 里加上 `{language}: …`")),
        P::TextAndReplacement => ("写了 `replaced_by`，`text` 就不起作用：读者会被引到另一篇稿件".into(), "请删去 `text`；如果要保留这个页面，请删去 `replaced_by`".into()),
        P::ReplacementWithheld { target } => (format!("替代这篇稿件的 {target} 尚未公开（是草稿，或者未到解禁时间），所以这篇保留页面，并标明已撤回"), "不必处理：那篇公开后的第一次生成，会让这个地址转到那里".into()),
        P::LinkToRemoved { target } => (format!("{target} 已撤回，正文已删去：读者点开链接只能看到撤回说明"), "请删去链接，或者链接到现行有效的内容".into()),
        P::DuplicateAndDistinct { target } => (format!("`{target}` 既被说成与这篇相同，又被说成是另一篇"), "请删去 `duplicate_of` 或 `distinct_from`".into()),
        P::StaleDistinct { itself } => (if *itself { "这篇稿件里没有重复出现的文字，这一项不起作用" } else { "两篇稿件并不相似，这一项不起作用" }.into(), "可以把它从 `distinct_from` 里删去".into()),
        P::DuplicateLoses { target, lost } => (format!("`duplicate_of: {target}` 会让读者看不到只有这里才有的内容：{}", lost.iter().map(zh).collect::<Vec<_>>().join("；")), "请把它补到另一篇稿件里，或者删去 `duplicate_of`".into()),
        P::StaleTranslation { original, changes, more, path, is_dated } => (
            format!("这篇译文完成以后，{original} 又有改动{}", changes_in_words(changes, *more)),
            format!("请更新译文，然后运行 `newsroom translated {path}`；在此之前，译文页面会注明与原文不一致{}", if *is_dated { "" } else { "。在原文的 `updates` 里加一条，读者就能看到改动的日期" }),
        ),
        P::UntranslatedCopy { language, reason, .. } => (format!("这个 `{language}` 版本不是译文：{}；按没有译文处理", zh(reason)), "请翻译正文；或者删去这个文件，并在 `titles` 里写上标题".into()),
        P::WrongScript { language, reason } => (format!("这个版本的名称是 `{language}`，但{}", zh(reason)), "如果名称不对，请把文件改成实际的语言：浏览器、搜索引擎和读屏软件都要靠它".into()),
        P::EmptyBody => ("文件头下面没有正文".into(), "请在第二行 `---` 下面写稿件正文".into()),
        P::SeriesWithoutTitle { id, nearest } => (format!("系列 `{id}` 没有标题，页面只能显示它的代号"), suggestion(nearest, || format!("请在 content/site.yaml 里加上 `series: {{{id}: {{…}}}}`，写明每种语言的标题"))),
        P::FactOnlyInOriginal { kind, fact, original, translation } => (format!("`{original}` 正文有{} {fact}，`{translation}` 正文没有", zh(kind)), format!("请看 `{translation}` 正文是漏了，还是写得不同；如果有意如此，不必处理")),
        P::FactOnlyInTranslation { kind, fact, original, translation } => (format!("`{translation}` 正文有{} {fact}，`{original}` 正文没有", zh(kind)), format!("如果是笔误，请改正；如果是为 `{translation}` 读者补充的，不必处理")),
        P::FactsDiffer { kind, says, other, original, translation } => (format!("`{original}` 正文的{}是 {says}，`{translation}` 正文是 {other}", zh(kind)), "请查明哪一个对，并改正另一个".into()),
        P::ManyFactsMissing { missing, all, example, in_original, original, translation } => {
            let (has, lacks) = if *in_original { (translation, original) } else { (original, translation) };
            (format!("`{has}` 正文有 {all} 处数字、日期和链接，`{lacks}` 正文缺 {missing} 处，第一处是 {example}"), "请看两者是不是同一篇的两个版本，其中一个是不是旧稿".into())
        }
        P::CountsDiffer { what, counts: [first, second], original, translation } => (format!("`{original}` 正文有 {first} 个{what}，`{translation}` 正文有 {second} 个", what = zh(what)), "请看其中一个是不是少了什么".into()),
        P::BrokenLink { target, nearest } => (format!("链接指向的页面或文件不存在：{target}"), suggestion(nearest, || "请从这个文件出发写相对路径，例如 `../05/other.zh.md`；或者写完整的网址".into())),
        P::NotALink { target, nearest } => (
            if target.is_empty() { "链接没有地址，只显示文字，不成链接".into() } else { format!("这不是地址，只显示文字，不成链接：{target}") },
            suggestion(nearest, || "请把地址写在圆括号里".into()),
        ),
        P::ForbiddenScheme { target } => (format!("这种链接不予发布：{target}"), "链接可以是 http、https、mailto 或 tel，或者通到本网站的页面或文件".into()),
        P::LeavesContent { target } => (format!("{target} 在 `content` 文件夹以外"), "请把文件放在稿件旁边".into()),
        P::LinkToWithheld { target } => (format!("{target} 尚未公开（是草稿，或者未到解禁时间），所以只显示文字，不成链接"), "不必处理：它公开后的第一次生成会加上链接".into()),
        P::AttachmentMissing { target, nearest } | P::ImageMissing { target, nearest } => (format!("没有这个文件：{target}"), suggestion(nearest, || "请把文件放在稿件旁边，并注意大小写".into())),
        P::BadgeMissing { target, nearest } => (format!("没有这个文件：content/static/{target}"), suggestion(nearest, || "请从颁发标志的机关下载图标，放进 content/static：页面不从别的服务器加载任何内容".into())),
        P::BadgeNotAPicture { target } => (format!("content/static/{target} 不是 newsroom 能读出尺寸的图片"), "请把图标存成 PNG".into()),
        P::ImageNotPublished { target } => (format!("本网站没有文件 {target}，所以不显示图片，只显示图片说明"), "请把图片放在稿件旁边，用相对路径写明；或者放在 content/static 里".into()),
        P::RemoteImage { target } => (format!("图片在别的服务器上，所以只显示一个链接：{target}"), "页面不从第三方加载任何内容：请把图片放在稿件旁边".into()),
        P::NotMarkdown { example } => ("这看起来是一篇稿件，但文件名不以 `.md` 结尾，所以没有发布".into(), format!("请改名为 {example}（UTF-8 纯文本），或者移出 content")),
        P::NotAnImage { target } => (format!("这不是 newsroom 能读的图片：{target}"), not_an_image_help(target).into()),
        P::PictureDisguised { target, what } => (format!("{target} 的文件名像图片，内容却是{}", zh(what)), "请用图片软件打开，另存为 JPEG（照片）或 PNG（图形）；或者把正确的文件放到这里".into()),
        P::PictureDamaged { target, reason } => (format!("图片 {target} 无法完整读取：{}", zh(reason)), "请从原来的地方重新复制，或者用图片软件打开，另存为 JPEG 或 PNG".into()),
        P::PictureTooLarge { target, width, height } => (
            format!("图片 {target} 有 {width} × {height} 像素{}；newsroom 最多读 1 亿像素，每边最多 65,535 像素", megapixels(*width, *height).map_or_else(String::new, in_ten_thousands)),
            "请存成小一些的图片：页面最宽只显示 1,360 像素，3,000 像素足够了".into(),
        ),
        P::PictureTooHeavy { target, bytes } => (format!("图片 {target} 有 {} MB；newsroom 最多读 100 MB", bytes / 1_000_000), "请存成小一些的图片，或存成 JPEG：页面最宽只显示 1,360 像素".into()),
        P::PictureNamedOtherwise { format } => (format!("这个文件是 {format} 图片，文件名却不是这样写的"), "页面不受影响；请改成正确的扩展名，别的软件才能打开".into()),
        P::PictureAnimated => ("图片会动，页面只显示第一帧：停不下来的动画让读者分心（WCAG 2.2.2），文件也大".into(), "请把要紧的一帧存成 PNG 或 JPEG，或者把文件作为附件".into()),
        P::PictureTellsPosition => ("文件里记着拍摄地点，而且会原样发布，因为有页面提供或链接它，或者它放在 content/static 里".into(), "如果地点不宜公开，请去掉图片里的位置信息（元数据、Exif）再保存".into()),
        P::ImageWithoutAlt { target } => (format!("图片 {target} 没有文字说明，看不见图片的读者不知道它的内容"), format!("请写在方括号里：`![图片内容]({target})`；如果只是装饰，请写 `<img src=\"{target}\" alt=\"\">`")),
        P::LeadWithoutAlt { target } => (format!("图片 {target} 没有文字说明，看不见图片的读者不知道它的内容"), "请在 `image` 里加上 `alt: {zh: …, en: …}`，用每种语言写明图片的内容".into()),
        P::HtmlRemoved { tag } => (format!("HTML 元素 <{tag}> 不予发布"), "请用 Markdown 写；页面不能安全显示的内容会略去".into()),
        P::EmbedAsLink { target } => (format!("从别的服务器嵌入的内容改为链接显示：{target}"), "页面不从第三方加载任何内容；请自己写一个带文字的链接".into()),
        P::UnclosedHtml { start, end } => (format!("`{start}` 在这里开始，却没有结束，后面的内容会丢失"), format!("请在下一个空行之前用 `{end}` 结束；如果只是要写这个符号，请写 `\\<`")),
        P::TooDeep => ("这里的文字嵌套超过 60 层（引用、列表、强调、HTML 元素）".into(), "请减少层数，并检查每个 HTML 元素是否都已结束".into()),
        P::AddressTaken { address, other } => (format!("有两处都要用地址 {address}；另一处是 {other}"), "请改动其中一处的 `slug`、日期、旧地址（aliases）或文件名".into()),
        P::AddressInside { address, other } => (format!("地址 {address} 在 {other} 之内，而后者是一个文件"), "请给其中一个改名".into()),
        P::AddressAlike { address, other_address, other } => (format!("地址 {address} 与 {other} 的地址 {other_address} 太像：有些服务器和文件系统会把两者当成一个"), "请换一个旧地址（aliases）；如果两者通向同一个页面，写一个就够了".into()),
        P::AliasNeedless { address, itself } => (if *itself { format!("{address} 就是这篇稿件自己的地址") } else { format!("{address} 在这里写了两次") }, "请把它从 `aliases` 里删去".into()),
        P::CopyTaken { address, other, encoding } => (format!("{address} 是 {other} 的压缩副本所在的位置"), format!("请给其中一个文件改名，或者从 content/site.yaml 的 `precompress` 里去掉 `{encoding}`")),
        P::AddressVanishes { addresses, cause } => vanishing(addresses, cause),
        P::FileVanishes { address } => (format!("文件 {address} 将不再存在"), "如果可能有人存有这个地址，请把文件放回去；如果没有，可以不管".into()),
        P::ListVanishes { address } => (format!("列表 {address} 将不再存在，它的订阅源和各年页面也是"), "如果只是要改名称，请保留代号、只改名称；否则读者打开时会看到“页面不存在”".into()),
        P::SiteMoves { from, to } => (format!("所有页面都将从 {from} 搬到 {to}"), "请在旧地址的服务器上设置跳转，让每个页面都转到自己的新地址".into()),
        P::OlderVersionBroken { name, errors, first } => (format!("无法与 {name} 比较，因为它本身就有 {errors} 个错误，第一个在它的 {first}"), "请与一个没有错误的旧版本比较".into()),
        P::OlderVersionGaps { name, errors, first } => (format!("{name} 本身就有 {errors} 个错误，第一个在它的 {first}；那里读不出来的文件是否会丢失地址，无法得知"), "其余的都已比较；如果这个版本正是要改正那些文件，只要不改日期、`slug` 和文件名，就可以不管".into()),
        P::UnknownTheme { name, nearest, known } => (
            format!("没有主题样式 `{name}`"),
            suggestion(nearest, || match known.len() {
                0 | 1 => "请写 `themes` 里一个文件夹的名称，或者写 `default`".into(),
                _ => format!("可以用的主题样式有 {}", listed_code(known, "和")),
            }),
        ),
        P::UnusedThemeFile { nearest } => ("主题样式的这个文件没有用处".into(), suggestion(nearest, || "请删去它，或者在模板里用上它，例如 `{% include \"…\" %}`".into())),
        P::BrokenTemplate { message, nearest, inherited } => (message.clone(), broken_template_help(nearest, inherited)),
        P::TemplateFailed { message, pages } => (format!("{}（{}）", message.trim_end_matches('.'), pages_in_words(pages)), format!("请改正模板；模板可以用的内容见 {THEME_GUIDE}")),
        P::UnknownField { field, known, nearest, pages } => (format!("这里没有 `{field}`（{}）", pages_in_words(pages)), unknown_field_help(known, nearest)),
        P::MissingText { key, language, copy_to } => (
            format!("界面文字 `{key}` 没有语言 `{language}` 的内容"),
            match copy_to {
                None => format!("请加上 `{key}: …`"),
                Some(path) => format!("这是默认主题样式的文件，请先复制到 {path}，再在那里加上 `{key}: …`"),
            },
        ),
        P::UnknownText { key, nearest } => (format!("界面文字 `{key}` 没有用处"), suggestion(nearest, || format!("请删去它，或者在主题样式的模板里用上它：`{{{{ t.{key} }}}}`"))),
        P::UnknownPlaceholder { key, place, known } => (
            format!("界面文字 `{key}` 里的 `{{{place}}}` 没有内容可填"),
            match known.as_slice() {
                [] => "请删去它：这段文字原样显示".into(),
                _ => format!("这里可以填的有 {}", listed_code(known, "和")),
            },
        ),
        P::NoTexts { tag, looked_for } => (format!("主题样式没有语言 `{tag}` 的界面文字"), format!("请把 themes/default/i18n/en.yaml 复制为 {}，并加以翻译", listed(looked_for.iter().cloned(), "或"))),
        P::TooManyStyles { count, most } => (format!("各页面共有 {count} 种样式表；安全策略最多能写 {most} 种"), "请让主题样式的所有页面用同样的 `<style>`，或者链接 content/static 里的一个文件".into()),
        P::BlockedByPolicy { what } => (format!("这个页面有{}，会被服务器配置的安全策略挡住", zh(what)), "请修改主题样式：样式规则写在它的样式表里，其他的写成网站的文件".into()),
        P::Leak { output, words, more, file } => (
            format!("这篇还没有公开（是草稿，或者未到解禁时间），但 {output}{} 会泄露：{words}", if *more > 0 { format!(" 和另外 {more} 处") } else { String::new() }),
            match file {
                Some(file) => format!("请从 {file} 里删去这些内容，或者在公开之前把这个文件存放到别处"),
                None => "没有发布任何内容。这本不应发生，请告知 newsroom 的维护人员；在此之前，请把这篇稿件的文件移出 content".into(),
            },
        ),
        P::OutputNotOurs { example } => (format!("输出文件夹里有不是 newsroom 生成的文件，例如 {example}"), "请用 --output 指定一个空的或新的文件夹，或者自己清空这个文件夹；newsroom 只替换和删除文件夹里 SHA256SUMS 列出的文件".into()),
        P::OutputInSite { reason } => (format!("输出文件夹{}", zh(reason)), "请用 --output 另外指定一个文件夹，例如 `content` 旁边的 `public`".into()),
        P::OutputIsLink => ("输出文件夹，或者通往其中某个文件的文件夹，是符号链接；newsroom 不通过符号链接写入".into(), "请用 --output 指定真正的文件夹，或者去掉链接".into()),
        P::BrokenManifest { line } => (format!("SHA256SUMS 里有一行不是 newsroom 写的：{line}"), "请从备份恢复这个文件，或者生成到一个空文件夹".into()),
        P::Interrupted { reason } => (format!("发布中途停止：{}", zh(reason)), "输出文件夹里有上次的文件，也有这次的文件：请检查剩余空间和权限，然后重新生成".into()),
        P::NotWritten { reason } => (format!("无法写入输出文件夹：{}", zh(reason)), "请检查剩余空间和输出文件夹的权限".into()),
        P::CacheNotKept { reason } => (format!("费时生成的内容无法留给下次生成使用：{}", zh(reason)), "网站是完整的；请检查这个文件夹的剩余空间和权限，以免下次全部重新生成".into()),
        P::PageTooHeavy { address, bytes, budget, parts } => (format!("页面 {address} 压缩后有 {} 字节，超出 {} 字节的限额", grouped(*bytes), grouped(*budget)), too_heavy_help(parts)),
    }
}

/// How a key is to be written.
fn form_help(key: &str, only: &Option<String>) -> String {
    match (form_of(key), only) {
        (Some(form), _) => format!("请写成例如 `{form}`"),
        (None, Some(only)) => format!("请写成 `{key}: [{only}]`"),
        (None, None) => "请参看文档中这个键的例子".into(),
    }
}

fn zh(words: &Words) -> &str {
    words.get(Language::Chinese)
}

/// "did you mean", or else what there is to choose from.
fn suggestion(nearest: &Option<String>, otherwise: impl FnOnce() -> String) -> String {
    match nearest {
        Some(nearest) => format!("您要写的是不是 `{nearest}`？"),
        None => otherwise(),
    }
}

/// `a、b和c`.
fn listed(items: impl IntoIterator<Item = String>, conjunction: &str) -> String {
    let items: Vec<String> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} {conjunction} {last}", head.join("、")),
    }
}

fn listed_code(items: &[impl AsRef<str>], conjunction: &str) -> String {
    let items = items.iter().map(|item| format!("`{}`", item.as_ref()));
    listed(items, conjunction)
}

/// Why addresses would be lost, and the way out.
fn vanishing(addresses: &[String], cause: &Vanishing) -> (String, String) {
    let (why, help) = match cause {
        Vanishing::Moved { to, aliases, file } => (
            format!("这篇稿件现在的地址是 {to}"),
            format!(
                "读者和其他网站用的是旧地址；要让旧地址继续有效，请在 {file} 里写上：`{aliases}`"
            ),
        ),
        Vanishing::EditionGone {
            edition,
            aliases,
            file,
        } => (
            "这篇稿件不再有这种语言的版本".into(),
            format!(
                "请把 {edition} 放回去；如果要让它的读者转到另一种语言，请在 {file} 里写上：`{aliases}`"
            ),
        ),
        Vanishing::AliasGone { aliases, file } => (
            "没有哪篇稿件的 `aliases` 里还有它".into(),
            format!("请在 {file} 里写上：`{aliases}`"),
        ),
        Vanishing::FileGone { aliases, file } => (
            "没有页面再提供这个文件".into(),
            format!(
                "请把它放回去，作为附件或链接；如果要让它的读者转到这篇稿件，请在 {file} 里写上：`{aliases}`"
            ),
        ),
        Vanishing::Withheld {
            is_draft,
            withdrawn,
        } => (
            format!(
                "这篇稿件已经公布过，现在却{}",
                if *is_draft {
                    "成了草稿"
                } else {
                    "定在以后才公开"
                }
            ),
            format!(
                "公布过的稿件要保留地址：请删去这一行；如果不再让人看到内容，请改写成 `{withdrawn}`"
            ),
        ),
        Vanishing::Deleted {
            file,
            aliases,
            withdrawn,
        } => (
            format!("稿件的文件 {file} 不见了"),
            format!(
                "请把它放回去（提交以前可用 git restore --staged --worktree {file}）；如果不再让人看到内容，请在里面写上 `{withdrawn}`；如果已有另一篇稿件代替它，请在那一篇里写上：`{aliases}`"
            ),
        ),
    };
    let shown = match addresses.len().saturating_sub(ADDRESSES_SHOWN) {
        0 => format!("{} ", listed(addresses.iter().cloned(), "和")),
        _ => format!(
            "{} 等 {} 个地址",
            addresses[..ADDRESSES_SHOWN].join("、"),
            addresses.len()
        ),
    };
    (format!("{shown}将不再存在：{why}"), help)
}

/// What a heavy page is made of, the heaviest first, and what can be cut of that.
fn too_heavy_help(parts: &[(PagePart, usize)]) -> String {
    let shares: Vec<String> = parts
        .iter()
        .map(|(part, bytes)| {
            let name = match part {
                PagePart::Text => "正文",
                PagePart::Tables => "表格",
                PagePart::Lists => "列表",
                PagePart::Style => "主题样式的样式表",
                PagePart::Frame => "其余部分",
            };
            format!("{name} {}", grouped(*bytes))
        })
        .collect();
    let way_out = match parts.first().map(|(part, _)| part) {
        Some(PagePart::Text) => "请把要点作为正文，全文作为附件，或者分成一个系列发布",
        Some(PagePart::Tables) => "请把长表格作为附件",
        Some(PagePart::Lists) => "标题（`title`）短一些，列表就会小一些",
        Some(PagePart::Style) => "请精简主题样式的 style.css",
        Some(PagePart::Frame) | None => "请精简主题样式的模板在内容之外加上的部分",
    };
    format!(
        "其中{}；{way_out}，或者调高 content/site.yaml 里的 `budget`",
        shares.join("，")
    )
}

fn unknown_announcement_help(
    target: &str,
    nearest: &Option<String>,
    example: &Option<String>,
) -> String {
    if target.contains(['，', '、']) {
        return "两篇稿件之间请用半角逗号 `,`，不要用 `，` 或 `、`".into();
    }
    suggestion(nearest, || {
        let example = example.as_deref().unwrap_or("2023/04/briefing");
        format!("请写它在 content 里的路径，例如 `{example}`")
    })
}

fn no_original_help(
    editions: &[String],
    is_translation: bool,
    named: &Option<(String, String)>,
) -> String {
    let editions = listed(editions.iter().cloned(), "或");
    match named {
        Some((original, name)) => format!(
            "如果它是 {original} 的译文，请改名为 {name}；如果它是原文，请在 {editions} 里加上 `date: …` 和其他事项"
        ),
        None if is_translation => "请把原文放在旁边，用同样的名称，并写上 `date: …` 和其他事项；如果这就是原文，请把 `translates` 换成 `date: …`".into(),
        None => format!("请在原文（{editions}）里加上 `date: …` 和其他事项"),
    }
}

/// A line for each change.
fn changes_in_words(changes: &[Change], more: usize) -> String {
    let mut words = String::from(if changes.is_empty() { "" } else { "：" });
    for change in changes {
        words.push_str("\n  ");
        match change {
            Change::Stated { line, text, is_new } => {
                let place = line.map_or_else(|| "标题".to_owned(), |line| format!("第 {line} 行"));
                let kind = if *is_new { "新增" } else { "改动" };
                words.push_str(&format!("{place}，{kind}：{text}"));
            }
            Change::Gone { count, after } => {
                let place =
                    after.map_or_else(|| "开头".to_owned(), |line| format!("第 {line} 行之后"));
                words.push_str(&format!("{place}，删去：{count} 句"));
            }
        }
    }
    if more > 0 {
        words.push_str(&format!("\n  还有 {more} 处"));
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
        _ => {
            return "请改正其中一行，或者删去这一行：与语言无关的事项只在原文里写一次".into();
        }
    };
    format!("请改正其中一处；因语言而不同的文字写在原文里，如 {per_language}，这里不必重复")
}

fn broken_template_help(nearest: &Option<String>, inherited: &Option<String>) -> String {
    match (nearest, inherited) {
        (Some(_), None) => suggestion(nearest, String::new),
        (None, None) => format!("请改正模板；模板可以用的内容见 {THEME_GUIDE}"),
        (_, Some(theme)) => format!(
            "这是默认主题样式的文件，因为 themes/{theme} 里没有同名文件而用上：请在那里加一个，或者加上它所需要的内容"
        ),
    }
}

fn unknown_field_help(known: &[String], nearest: &Option<String>) -> String {
    let shown = &known[..known.len().min(NAMES_SHOWN)];
    let all = match known.len() {
        0 => return "它前面的内容没有字段：那是一段文字，或者这个页面没有它；请先用 `{% if … %}` 判断有没有".into(),
        many if many > NAMES_SHOWN && nearest.is_some() => return suggestion(nearest, String::new),
        1 => format!("这里只有 {}", listed_code(shown, "和")),
        many if many > NAMES_SHOWN => format!("这里有 {}，还有 {} 个：见 {THEME_GUIDE}", listed_code(shown, "和"), many - NAMES_SHOWN),
        _ => format!("这里有 {}", listed_code(shown, "和")),
    };
    match nearest {
        Some(_) => format!("{}{all}", suggestion(nearest, String::new)),
        None => all,
    }
}

fn pages_in_words(pages: &Pages) -> String {
    let first = format!("生成 {} 时", pages.first);
    match pages.more {
        0 => first,
        more => format!("{first}，还有另外 {more} 个页面"),
    }
}

/// The way out for a file that is no picture by its name.
fn not_an_image_help(target: &str) -> &'static str {
    let extension = target.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match extension.as_str() {
        "heic" | "heif" => {
            "手机会存成 HEIC，能显示它的浏览器很少：请存成 JPEG，或者把手机相机设为“兼容性最佳”"
        }
        "svg" => "SVG 图形里可能藏有程序：请存成 PNG，宽约 1,400 像素",
        "bmp" | "tif" | "tiff" | "avif" | "jxl" => "请存成 JPEG（照片）或 PNG（图形）",
        _ => "请用 JPEG、PNG、WebP 或 GIF",
    }
}

/// Large numbers of pixels are counted in 亿, others in 万.
fn in_ten_thousands(millions: u64) -> String {
    match millions {
        0..100 => format!("（{} 万像素）", millions * 100),
        _ => format!("（{:.1} 亿像素）", millions as f64 / 100.0),
    }
}

/// The frequent messages of the YAML parser, or else its own words.
fn yaml_message(message: &str) -> &str {
    let known = [
        ("mapping values", "一行里有第二个 `: `"),
        ("flow mapping", "花括号里的写法不对，或者括号没有成对"),
        ("flow sequence", "方括号里的写法不对，或者括号没有成对"),
        ("mismatched bracket", "左右括号不成对"),
        ("simple key expected", "这一行没有 `键: 值` 中的冒号和空格"),
        ("block mapping", "这一行不是 `键: 值`，或者缩进不齐"),
        ("duplicate", "同一个键写了两次"),
        ("tab", "缩进用了制表符"),
        ("escape", "双引号里的反斜杠有特殊含义"),
        ("trailing content", "引号结束以后还有文字"),
        ("quote", "引号没有成对"),
    ];
    let found = known.iter().find(|(part, _)| message.contains(part));
    found.map_or(message, |(_, words)| words)
}

/// What usually lies behind the parser's words.
fn yaml_help(message: &str) -> &'static str {
    if message.contains("mapping values") {
        "值里有 `: ` 时必须加引号：`title: \"…: …\"`"
    } else if message.contains("duplicate") {
        "每个键只能写一次：请删去其中一行"
    } else if message.contains("tab") {
        "请用空格缩进，不要用制表符"
    } else if message.contains("escape") {
        "值里有反斜杠时请用单引号：`title: '…\\…'`"
    } else if message.contains("trailing content") {
        "请把整个值放在另一种引号里，如 `title: '\"…\" …'`"
    } else if message.contains("quote") {
        "请补上引号，或者给整个值换用另一种引号"
    } else {
        "请给值加上引号，并检查括号和缩进"
    }
}
