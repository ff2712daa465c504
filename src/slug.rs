//! A name for the address of an announcement, made of its headline: pinyin by words, or the words themselves.

use icu::normalizer::DecomposingNormalizerBorrowed;
use icu::segmenter::WordSegmenter;
use pinyin::ToPinyin;

use crate::model::names::{Slug, simplified};
use crate::text::is_han;

/// Characters of the longest proposal: an address that still fits a line of a mail.
const LONGEST: usize = 60;

/// What an address need not say. Each is a word of its own where the segmenter finds it.
const STOP_WORDS: &str = "a an and are as at be by for from in is it its of on or our that the this to was were will \
                          with 的 了 和 与 與 及 在 于 於 关于 關於";

/// Words in which a character is read otherwise than alone. Those of place names, offices and announcements; who
/// needs another reading renames the file.
const READINGS: &str = "\
重庆chongqing 重慶chongqing 重新chongxin 重建chongjian 重阳chongyang 重陽chongyang 重启chongqi 重复chongfu 双重shuangchong
银行yinhang 銀行yinhang 行业hangye 行業hangye 行长hangzhang 行長hangzhang 央行yanghang 商行shanghang 行情hangqing
长沙changsha 長沙changsha 长春changchun 長春changchun 长江changjiang 長江changjiang 长城changcheng 長城changcheng
长期changqi 長期changqi 长效changxiao 長效changxiao 长安changan 长三角changsanjiao 延长yanchang 延長yanchang
长途changtu 長途changtu 长度changdu 长征changzheng 特长techang 时长shichang 长远changyuan 长椅changyi 长廊changlang
音乐yinyue 音樂yinyue 乐团yuetuan 樂團yuetuan 乐器yueqi 乐队yuedui 交响乐jiaoxiangyue 乐清yueqing 乐亭laoting
会计kuaiji 會計kuaiji 调整tiaozheng 調整tiaozheng 调解tiaojie 調解tiaojie 调节tiaojie 調節tiaojie 调价tiaojia
调控tiaokong 空调kongtiao 空調kongtiao 协调xietiao 協調xietiao 下调xiatiao 上调shangtiao 调休tiaoxiu
成都chengdu 都市dushi 首都shoudu 都江堰dujiangyan 厦门xiamen 廈門xiamen 六安luan 便宜pianyi 着力zhuoli 着眼zhuoyan
着手zhuoshou 沉着chenzhuo 率先shuaixian 给予jiyu 供给gongji 供給gongji 补给buji 给水jishui 给排水jipaishui 还款huankuan
归还guihuan 还建huanjian 人参renshen 投降touxiang 出差chuchai 差旅chailv 蚌埠bengbu 番禺panyu 单县shanxian 洪洞hongtong";

/// The proposal for a headline: words in pinyin or Latin letters, at most sixty characters, cut behind a
/// word. `None` if nothing of the headline can stand in an address.
pub fn propose(title: &str) -> Option<Slug> {
    let words = words(title);
    let telling = |word: &&(String, bool)| !word.1;
    let mut slug = String::new();
    for (word, _) in words.iter().filter(telling) {
        if !join(&mut slug, word) {
            break;
        }
    }
    if slug.is_empty() {
        // A headline of stop words only: "To be or".
        for (word, _) in &words {
            if !join(&mut slug, word) {
                break;
            }
        }
    }
    // A date at the start of a file's name is no part of the address.
    let is_date = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = slug.splitn(4, '-').collect();
    match parts[..] {
        [year, month, day, rest]
            if [year, month, day].map(str::len) == [4, 2, 2]
                && [year, month, day].into_iter().all(is_date) =>
        {
            Slug::new(rest)
        }
        _ => Slug::new(&slug),
    }
}

/// A name that people gave in Latin letters as it is, as far as an address can hold it; else a proposal.
pub fn keep_or_propose(name: &str) -> Option<Slug> {
    let kept = name.is_ascii().then(|| Slug::new(&simplified(name)));
    kept.flatten().or_else(|| propose(name))
}

/// Adds a word if there is room for it. The first is cut if it must be.
fn join(slug: &mut String, word: &str) -> bool {
    if slug.is_empty() {
        let cut = &word[..word.len().min(LONGEST)];
        slug.push_str(cut.trim_end_matches('-'));
        return true;
    }
    let fits = slug.len() + 1 + word.len() <= LONGEST;
    if fits {
        slug.push('-');
        slug.push_str(word);
    }
    fits
}

/// The words of a headline as they can stand in an address, and whether each is a stop word.
fn words(title: &str) -> Vec<(String, bool)> {
    let segmenter = WordSegmenter::new_dictionary(Default::default());
    let ends: Vec<usize> = segmenter.segment_str(title).collect();
    let segments = ends.windows(2).map(|pair| &title[pair[0]..pair[1]]);
    let word = |segment: &str| {
        let is_stop = STOP_WORDS
            .split(' ')
            .any(|stop| stop == segment.to_lowercase());
        let spelled = spell(segment);
        (!spelled.is_empty()).then_some((spelled, is_stop))
    };
    segments.filter_map(word).collect()
}

fn spell(segment: &str) -> String {
    let mut spelled = String::new();
    let mut rest = segment;
    while let Some(character) = rest.chars().next() {
        let known = READINGS.split_ascii_whitespace().find_map(|entry| {
            let (word, reading) = entry.split_at(entry.find(|c: char| c.is_ascii())?);
            Some((rest.strip_prefix(word)?, reading))
        });
        if let Some((after, reading)) = known {
            spelled.push_str(reading);
            rest = after;
            continue;
        }
        rest = &rest[character.len_utf8()..];
        match character.to_pinyin().filter(|_| is_han(character)) {
            // As people type it: lvse.
            Some(pinyin) => spelled.push_str(&pinyin.plain().replace('ü', "v")),
            // 1,234 is one word; so is what's.
            None if ",'’".contains(character) => {}
            None => spelled.push(character),
        }
    }
    // é is e with a mark.
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(&spelled);
    let is_mark = |character: &char| ('\u{300}'..='\u{36f}').contains(character);
    let unmarked: String = decomposed.chars().filter(|c| !is_mark(c)).collect();
    simplified(&unmarked)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        let proposed = propose(title);
        assert_eq!(
            proposed.as_ref().map_or("", Slug::as_str),
            expected,
            "{title}"
        );
    }

    #[test]
    fn chinese_headlines_become_pinyin_by_words() {
        check(
            "春季招聘会3月14日举行",
            "chunji-zhaopin-hui-3-yue-14-ri-juxing",
        );
        check(
            "关于2026年城镇居民医疗保险缴费工作的通知",
            "2026-nian-chengzhen-jumin-yiliao-baoxian-jiao-fei-gongzuo",
        );
        check(
            "重庆银行行长会见市长",
            "chongqing-yinhang-hangzhang-huijian-shizhang",
        );
        check(
            "調整公共租賃住房申請條件",
            "tiaozheng-gonggong-zulin-zhufang-shenqing-tiaojian",
        );
        check("绿色旅游：HPV疫苗", "lvse-lvyou-hpv-yimiao");
    }

    #[test]
    fn readings_are_of_words_that_would_be_read_otherwise() {
        for entry in READINGS.split_ascii_whitespace() {
            let (word, reading) = entry.split_at(entry.find(|c: char| c.is_ascii()).unwrap());
            let alone = word.chars().map(|c| c.to_pinyin().unwrap().plain());
            let alone: String = alone.collect::<String>().replace('ü', "v");
            assert_ne!(alone, reading, "{word}");
        }
    }

    #[test]
    fn other_headlines_keep_the_words_that_tell() {
        check(
            "Spring job fair on 14 March: what's new",
            "spring-job-fair-14-march-whats-new",
        );
        check("The 1,234 places are open", "1234-places-open");
        check(
            "Élections municipales à Québec",
            "elections-municipales-a-quebec",
        );
        check("To be or", "to-be-or");
        check("！？", "");
        check("مرحبا", "");
        check(&"a".repeat(99), &"a".repeat(60));
    }

    proptest! {
        #[test]
        fn a_proposal_is_short_and_can_be_an_address(title in "\\PC{0,80}|[一-龥]{0,60}") {
            if let Some(slug) = propose(&title) {
                prop_assert!(slug.as_str().len() <= LONGEST);
            }
        }
    }
}
