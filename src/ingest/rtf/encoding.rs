//! Bytes of text, in the code page of the file or of a font.

use encoding_rs::Encoding;

/// Where the letters of a font come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// As the file says.
    File,
    /// A font of signs, whose letters mean nothing.
    Signs,
    /// A code page.
    Page(&'static Encoding),
}

/// The encoding of a Windows code page; none for those of DOS that nobody writes any more.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 | 1361 => "euc-kr",
        950 => "big5",
        866 => "ibm866",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1252 => "windows-1252",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10_000 => "macintosh",
        10_007 => "x-mac-cyrillic",
        54_936 => "gb18030",
        65_001 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The `\fcharset` of a font.
pub(super) fn charset(number: i32) -> Charset {
    let page = match number {
        2 => return Charset::Signs,
        77 => 10_000,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return Charset::File,
    };
    code_page(page).map_or(Charset::File, Charset::Page)
}

/// The bullets among the letters of fonts of signs; other signs are pictures.
pub(super) fn signs(bytes: &[u8]) -> String {
    let bullet = |b: &&u8| matches!(b, 0xA7 | 0xB7 | 0xD8 | 0xFC);
    bytes.iter().filter(bullet).map(|_| '•').collect()
}
