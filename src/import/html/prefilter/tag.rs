//! Reads the name, length and number of attributes of a tag.

/// A tag from its name on, up to and with its `>`.
#[derive(Debug)]
pub(super) struct Tag<'p> {
    pub(super) name: &'p str,
    /// In bytes.
    pub(super) len: usize,
    pub(super) n_attributes: usize,
}

impl<'p> Tag<'p> {
    /// `None` if it does not end.
    pub(super) fn read(named: &'p str) -> Option<Self> {
        let bytes = named.as_bytes();
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
        let name_end = bytes.iter().position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
        let name = named.get(..name_end)?;
        let mut at = name_end;
        let mut n_attributes = 0;
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| !is_space(byte) && byte != b'/')?;
            if bytes[at] == b'>' {
                return Some(Self { name, len: at + 1, n_attributes });
            }
            n_attributes += 1;
            // A name may begin with "=".
            at += 1;
            at += bytes
                .get(at..)?
                .iter()
                .position(|&byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='))?;
            let value = at + bytes.get(at..)?.iter().position(|&byte| !is_space(byte))?;
            if bytes[value] != b'=' {
                continue;
            }
            let start = value + 1;
            let start = start + bytes.get(start..)?.iter().position(|&byte| !is_space(byte))?;
            at = match bytes[start] {
                quote @ (b'"' | b'\'') => {
                    start + 2 + bytes.get(start + 1..)?.iter().position(|&byte| byte == quote)?
                }
                _ => start + bytes.get(start..)?.iter().position(|&byte| is_space(byte) || byte == b'>')?,
            };
        }
    }
}
