//! Writes ZIP files.

/// A ZIP file with these files; the first one is stored, the others are compressed.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (at, (name, contents)) in files.iter().enumerate() {
        let (method, packed) = match at {
            0 => (0_u16, contents.to_vec()),
            _ => (8_u16, miniz_oxide::deflate::compress_to_vec(contents, 6)),
        };
        let offset = u32::try_from(bytes.len()).unwrap();
        let mut about = Vec::new();
        for field in [20_u16, 1 << 11, method, 0, 0] {
            about.extend(field.to_le_bytes());
        }
        for field in
            [crc(contents), u32::try_from(packed.len()).unwrap(), u32::try_from(contents.len()).unwrap()]
        {
            about.extend(field.to_le_bytes());
        }
        about.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        about.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&about);
        list.extend([0; 10]);
        list.extend(offset.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (start, n) = (u32::try_from(bytes.len()).unwrap(), u16::try_from(files.len()).unwrap());
    let length = u32::try_from(list.len()).unwrap();
    bytes.extend(list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(n.to_le_bytes());
    bytes.extend(n.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// The checksum of ZIP files.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
    }
    !crc
}
