//! The bytes of an old file as text, in the encodings of Chinese systems.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

/// How far into a page its encoding may be declared; browsers look as far (HTML Standard, "prescan a byte stream").
const PRESCAN: usize = 1024;

/// A text and what it was written in.
pub(super) struct Decoded {
    pub(super) text: String,
    /// `gb18030`; `None` for UTF-8.
    pub(super) encoding: Option<&'static str>,
}

/// Decodes by byte order mark, as UTF-8, as declared in the first bytes (`charset=gbk`), or as GB18030, of which GBK and GB 2312
/// are parts. `None` if the bytes are no text in any of these.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => declared(bytes).unwrap_or(GB18030),
    };
    let (text, used, malformed) = encoding.decode(bytes);
    if malformed || text.contains('\0') {
        return None;
    }
    Some(Decoded {
        text: without_noncharacters(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned(),
        encoding: (used != UTF_8).then(|| used.name()),
    })
}

/// What `charset=` names near the start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_lowercase();
    let (_, after) = start.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
    let encoding = Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])?;
    // It has been seen that it is not UTF-8, whatever it says.
    (encoding != UTF_8).then_some(encoding)
}

/// Without characters that Unicode reserves for the inside of programs; `html` marks places with them.
fn without_noncharacters(text: &str) -> Cow<'_, str> {
    let is_one = |character: char| matches!(character, '\u{FDD0}'..='\u{FDEF}');
    if text.contains(is_one) {
        Cow::Owned(text.replace(is_one, ""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_encodings_are_told_apart() {
        let text = "千山市公告①";
        let (gbk, _, _) = GB18030.encode(text);
        let (big5, _, _) = encoding_rs::BIG5.encode("<meta charset=big5>臺北公告");
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for (bytes, expected, encoding) in [
            (text.as_bytes(), text, None),
            ("\u{FEFF}千山市".as_bytes(), "千山市", None),
            (&gbk, text, Some("gb18030")),
            (&big5, "<meta charset=big5>臺北公告", Some("Big5")),
            (&utf16, text, Some("UTF-16LE")),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.text, expected);
            assert_eq!(decoded.encoding, encoding);
        }
        assert!(decode(b"\x89PNG\x00\xff\xff\xff").is_none());
    }
}
