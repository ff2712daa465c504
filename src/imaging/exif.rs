//! Whether the Exif data of a picture tell where it was taken. Nothing else of them is read here.

/// The tag of the directory with the position (Exif 2.32, 4.6.3).
const GPS_DIRECTORY: u16 = 0x8825;
const ENTRY_BYTES: usize = 12;

/// Whether Exif data, as a TIFF stream, have a directory with a position.
pub(super) fn has_position(tiff: &[u8]) -> bool {
    // Some files repeat the identifier before the stream.
    let tiff = tiff.strip_prefix(b"Exif\0\0").unwrap_or(tiff);
    first_directory_has(tiff, GPS_DIRECTORY).unwrap_or(false)
}

/// `None` if the stream ends too early.
fn first_directory_has(tiff: &[u8], tag: u16) -> Option<bool> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let offset = tiff.get(4..8)?.try_into().ok()?;
    let start = if is_little {
        u32::from_le_bytes(offset)
    } else {
        u32::from_be_bytes(offset)
    } as usize;
    let entries = usize::from(short(start)?);
    let first = start.checked_add(2)?;
    let mut tags = (0..entries).map_while(|entry| short(first + entry * ENTRY_BYTES));
    Some(tags.any(|found| found == tag))
}

#[cfg(test)]
mod tests {
    use super::has_position;

    #[test]
    fn a_position_is_found_in_both_byte_orders_and_nowhere_else() {
        let little = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0";
        let orientation = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert!(has_position(little) && has_position(big));
        assert!(!has_position(orientation));
        for cut in 0..10 {
            assert!(!has_position(&little[..cut]));
        }
        assert!(!has_position(b"II*\0\xff\xff\xff\xff"));
    }
}
