//! Pinyin and characters: a word spelled in pinyin as characters that are so pronounced, so that a collator can place it
//! among others, and the other way round for addresses.

use pinyin::ToPinyin as _;

/// Each syllable with a character of which it is the only reading: of those in GB 2312 the first in the pinyin order
/// of CLDR.
const SYLLABLES: &str = "\
a锕 ai哎 an安 ang盎 ao敖 ba八 bai掰 ban班 bang邦 bao勹 bei杯 ben锛 beng崩 bi逼 bian边 biao标 bie憋 bin宾 bing冫 bo拨 bu逋
ca擦 cai猜 can骖 cang仓 cao操 ce恻 cen岑 ceng层 cha叉 chai钗 chan觇 chang伥 chao怊 che砗 chen琛 cheng蛏 chi蚩 chong充
chou抽 chu出 chuan川 chuang疮 chui吹 chun春 chuo戳 ci词 cong匆 cou凑 cu粗 cuan汆 cui崔 cun村 cuo磋 da哒 dai傣 dan丹
dang当 dao刂 de锝 deng噔 di低 dian掂 diao刁 die爹 ding仃 diu丢 dong东 dou兜 du嘟 duan端 dui队 dun墩 duo多 e婀 ei诶 en恩
er鸸 fa发 fan帆 fang匚 fei飞 fen分 feng丰 fou缶 fu夫 ga嘎 gai该 gan杆 gang冈 gao羔 ge戈 gen根 geng庚 gong工 gou勾 gu估
gua瓜 guai乖 guan关 guang光 gui归 gun丨 guo呙 ha铪 hai孩 han顸 hang绗 hao嚆 he诃 hei黑 hen很 heng恒 hong轰 hou侯 hu乎
hua花 huai淮 huan欢 huang肓 hui灰 hun昏 huo耠 ji讥 jia加 jian戋 jiang江 jiao交 jie阶 jin巾 jing京 jiong冂 jiu纠 ju狙
juan娟 jue噘 jun军 ka佧 kai开 kan刊 kang康 kao尻 ke柯 ken肯 keng铿 kong空 kou抠 ku哭 kua夸 kuai蒯 kuan宽 kuang诓 kui岿
kun坤 kuo扩 la垃 lai来 lan兰 lang啷 lao捞 le泐 lei雷 leng塄 li狸 lia俩 lian奁 liang良 liao辽 lie咧 lin邻 ling伶 liu溜
long龙 lou娄 lu噜 lü驴 luan娈 lüe掠 lun抡 luo罗 ma妈 mai买 man颟 mang邙 mao毛 mei枚 men门 meng虻 mi眯 mian宀 miao喵
mie咩 min民 ming名 miu谬 mo摸 mou哞 mu毪 na拿 nai奶 nan男 nang囔 nao孬 ne疒 nei馁 nen嫩 ni妮 nian鲇 niang娘 niao茑 nie捏
nin您 ning咛 niu牛 nong农 nou耨 nu奴 nü钕 nüe虐 nuo挪 o噢 ou讴 pa趴 pai俳 pan攀 pang乓 pao抛 pei呸 pen喷 peng怦 pi丕
pian偏 piao缥 pie氕 pin姘 ping乒 po钋 pou剖 pu仆 qi七 qia掐 qian千 qiang呛 qiao悄 qie妾 qin侵 qing氢 qiong邛 qiu丘 qu曲
quan全 que阙 qun裙 ran然 rang禳 rao娆 re热 ren人 reng扔 ri日 rong狨 rou柔 ru如 ruan软 rui蕤 run闰 ruo弱 sa仨 sai腮 san三
sang桑 sao搔 se涩 sen森 sha杀 shai筛 shan山 shang伤 shao烧 she奢 shen申 sheng升 shi尸 shou收 shu书 shua刷 shuai摔
shuan闩 shuang双 shui氵 shun吮 shuo烁 si纟 song松 sou馊 su苏 suan酸 sui虽 sun孙 suo娑 ta溻 tai胎 tan坍 tang铴 tao涛
te特 teng疼 ti剔 tian天 tiao祧 tie帖 ting厅 tong通 tou偷 tu凸 tuan抟 tui推 tun暾 tuo托 wa挖 wai歪 wan弯 wang网 wei危
wen文 weng翁 wo莴 wu乌 xi兮 xia瞎 xian仙 xiang乡 xiao枭 xie楔 xin忄 xing星 xiong凶 xiu修 xu盱 xuan轩 xue靴 xun勋 ya丫
yan恹 yang泱 yao吆 ye掖 yi一 yin因 ying应 yo哟 yong佣 you优 yu纡 yuan鸢 yue曰 yun晕 za匝 zai灾 zan糌 zang赃 zao遭 ze则
zei贼 zen怎 zeng憎 zha吒 zhai斋 zhan毡 zhang张 zhao钊 zhe蜇 zhen贞 zheng争 zhi卮 zhong中 zhou州 zhu诛 zhua抓 zhuan专
zhuang妆 zhui骓 zhun谆 zhuo拙 zi孜 zong宗 zou邹 zu镞 zuan钻 zui嘴 zun尊 zuo昨";

/// `chong qing` as 充氢: what it collates like. `None` unless the whole text is pinyin, without tones; syllables may
/// be parted by spaces, hyphens or apostrophes (`xi'an`), `v` stands for `ü`.
pub fn spelled(text: &str) -> Option<String> {
    let text = text.to_lowercase().replace('v', "ü");
    let parts = text.split([' ', '-', '\'', '’']);
    let characters: String = parts
        .filter(|part| !part.is_empty())
        .map(of_word)
        .collect::<Option<_>>()?;
    (!characters.is_empty()).then_some(characters)
}

/// The longest first syllable wins, as long as the rest can be spelled too: `fangan` is fang-an.
fn of_word(word: &str) -> Option<String> {
    let characters: Vec<char> = word.chars().collect();
    // For each place, from the end, how the rest of the word is spelled.
    let mut rest: Vec<Option<String>> = vec![None; characters.len() + 1];
    rest[characters.len()] = Some(String::new());
    for start in (0..characters.len()).rev() {
        let longest = characters.len().min(start + LONGEST);
        rest[start] = (start + 1..=longest).rev().find_map(|end| {
            let after = rest[end].as_ref()?;
            let syllable: String = characters[start..end].iter().collect();
            Some(format!("{}{after}", character(&syllable)?))
        });
    }
    rest.swap_remove(0)
}

/// A text with its Chinese characters in pinyin, a hyphen around each syllable: `5G发布会` as `5G-fa-bu-hui-`. Of
/// a character with several readings the most frequent (Unihan's kMandarin); `ü` is written `v`.
pub fn romanized(text: &str) -> String {
    let mut written = String::new();
    for character in text.chars() {
        match character.to_pinyin() {
            Some(pinyin) => {
                if !written.is_empty() && !written.ends_with('-') {
                    written.push('-');
                }
                written.push_str(&pinyin.plain().replace('ü', "v"));
                written.push('-');
            }
            None => written.push(character),
        }
    }
    written
}

/// Letters of the longest syllables: `chuang`.
const LONGEST: usize = 6;

fn character(syllable: &str) -> Option<&'static str> {
    SYLLABLES.split_ascii_whitespace().find_map(|entry| {
        entry
            .strip_prefix(syllable)
            .filter(|rest| rest.chars().count() == 1 && !rest.starts_with(|c: char| c < '一'))
    })
}

#[cfg(test)]
mod tests {
    use icu::collator::{Collator, options::CollatorOptions};
    use icu::locale::locale;

    use super::*;

    #[test]
    fn characters_become_their_syllables() {
        for (text, expected) in [
            ("千山市新闻发布会", "qian-shan-shi-xin-wen-fa-bu-hui-"),
            ("5G绿地，旅游", "5G-lv-di-，-lv-you-"),
            ("没车还都切", "mei-che-hai-dou-qie-"),
            ("Jobs", "Jobs"),
        ] {
            assert_eq!(romanized(text), expected);
        }
    }

    #[test]
    fn the_characters_stand_in_the_order_of_their_syllables() {
        let collator = Collator::try_new(locale!("zh").into(), CollatorOptions::default()).unwrap();
        let entries: Vec<&str> = SYLLABLES.split_ascii_whitespace().collect();
        assert!(entries.len() > 380);
        for pair in entries.windows(2) {
            let last = |entry: &str| entry.chars().next_back().unwrap().to_string();
            assert!(
                collator.compare(&last(pair[0]), &last(pair[1])).is_lt(),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn pinyin_is_told_from_other_words() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(spelled(text).as_deref(), expected, "{text}");
        };
        check("chongqing", Some("充氢"));
        check("Chong qing", Some("充氢"));
        check("fangan", Some("匚安"));
        check("xian", Some("仙"));
        check("xi'an", Some("兮安"));
        check("danian", Some("哒鲇"));
        check("lvshun", Some("驴吮"));
        for other in [
            "",
            " ",
            "重庆",
            "chóngqìng",
            "Health",
            "5G",
            "chongqingx",
            "b",
        ] {
            check(other, None);
        }
        assert_eq!(
            spelled(&"nan".repeat(2000)).map(|text| text.len()),
            Some(6000)
        );
    }
}
