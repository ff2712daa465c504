//! Small questions about text that several stages ask: scripts, line joins, similar words.

mod joining;
mod months;
mod pinyin;
mod similar;
mod summary;
mod wrapping;

pub use joining::{is_east_asian, is_han, is_wide, join_lines};
pub use months::ENGLISH_MONTHS;
pub use pinyin::spelled;
pub use similar::closest;
pub use summary::shorten;
pub use wrapping::wrapped;
