//! An Excel workbook that goes out row by row, so that a large cohort's is never in memory as a whole.
//!
//! Text stands in a table of its own, each once, and cells say its number: this is what spreadsheets write themselves.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Parts that are the same in every workbook of five sheets, with the name of each in it.
const FIXED: [(&str, &str); 7] = [
    ("[Content_Types].xml", include_str!("xlsx/content_types.xml")),
    ("_rels/.rels", include_str!("xlsx/package.rels.xml")),
    ("xl/_rels/workbook.xml.rels", include_str!("xlsx/workbook.rels.xml")),
    ("xl/theme/theme1.xml", include_str!("xlsx/theme.xml")),
    ("xl/styles.xml", include_str!("xlsx/styles.xml")),
    ("docProps/core.xml", include_str!("xlsx/core.xml")),
    ("docProps/app.xml", include_str!("xlsx/app.xml")),
];

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The first row and the first column stay in sight.
const FROZEN: &str = "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/>\
    <selection pane=\"topRight\" activeCell=\"B1\" sqref=\"B1\"/><selection pane=\"bottomLeft\" activeCell=\"A2\" \
    sqref=\"A2\"/><selection pane=\"bottomRight\"/>";
const MARGINS: &str =
    "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>";

/// Looks of a cell, by their places in `xlsx/styles.xml`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    Plain = 0,
    Head = 1,
    Evidenced = 2,
    Partial = 3,
    NotFound = 4,
}

/// What is known of a sheet before its rows.
pub(super) struct Sheet<'a> {
    pub(super) name: &'static str,
    pub(super) heads: &'a [&'a str],
    /// Rows below the heads.
    pub(super) rows: usize,
    /// Columns, from 1, with their widths in characters.
    pub(super) widths: &'a [(usize, usize)],
    /// Whether there are filters over all columns.
    pub(super) is_filtered: bool,
}

pub(super) struct Book<W: Write + Seek> {
    zip: ZipWriter<W>,
    /// Numbers of the texts.
    texts: BTreeMap<String, usize>,
    /// Cells with text.
    uses: usize,
    /// Names of the sheets, with what filters reach over.
    sheets: Vec<(&'static str, Option<String>)>,
}

impl<W: Write + Seek> Book<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut book = Self {
            zip: ZipWriter::new(out),
            texts: BTreeMap::new(),
            uses: 0,
            sheets: Vec::new(),
        };
        for (name, content) in FIXED {
            book.part(name)?;
            book.zip.write_all(content.as_bytes())?;
        }
        Ok(book)
    }

    /// Begins a part. It bears no time, so that the same cohort gives the same bytes.
    fn part(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.zip.start_file(name, options).map_err(io::Error::other)
    }

    /// Begins a sheet and writes its heads.
    pub(super) fn sheet(&mut self, sheet: &Sheet<'_>) -> io::Result<Rows<'_, W>> {
        let last = column(sheet.heads.len().saturating_sub(1));
        // A filter needs a row to filter.
        let filter = sheet.is_filtered.then(|| format!("A1:{last}{}", sheet.rows.max(1) + 1));
        self.sheets.push((sheet.name, filter.clone()));
        self.part(&format!("xl/worksheets/sheet{}.xml", self.sheets.len()))?;
        let selected = if self.sheets.len() == 1 {
            " tabSelected=\"1\""
        } else {
            ""
        };
        write!(
            self.zip,
            "{DECLARATION}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><dimension ref=\"A1:{last}{}\"/><sheetViews>\
             <sheetView{selected} workbookViewId=\"0\">{FROZEN}</sheetView></sheetViews><sheetFormatPr \
             defaultRowHeight=\"15\"/>{}<sheetData>",
            sheet.rows + 1,
            columns(sheet.widths)
        )?;
        let mut rows = Rows {
            book: self,
            filter,
            columns: sheet.heads.len(),
            row: 1,
            column: 0,
            cells: String::new(),
        };
        for head in sheet.heads {
            rows.text(head, Look::Head);
        }
        rows.next()?;
        Ok(rows)
    }

    /// Writes what is about all sheets.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.part("xl/workbook.xml")?;
        let numbered = || (1..).zip(&self.sheets);
        let mut sheets = String::new();
        for (number, (name, _)) in numbered() {
            // Writing to a string cannot fail.
            let _ = write!(
                sheets,
                "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
            );
        }
        let filters =
            numbered().filter_map(|(number, (name, filter))| Some((*name, number - 1, fixed(filter.as_ref()?))));
        // Excel wants names in their order.
        let mut filters: Vec<(&str, usize, String)> = filters.collect();
        filters.sort_unstable();
        let filters: String = filters.iter().map(filter_name).collect();
        write!(
            self.zip,
            "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><fileVersion appName=\"xl\" lastEdited=\"4\" \
             lowestEdited=\"4\" rupBuild=\"4505\"/><workbookPr defaultThemeVersion=\"124226\"/><bookViews><workbookView \
             xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews><sheets>{sheets}</sheets>\
             <definedNames>{filters}</definedNames><calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>"
        )?;
        self.part("xl/sharedStrings.xml")?;
        write_texts(&mut self.zip, &self.texts, self.uses)?;
        self.zip.finish().map_err(io::Error::other)?;
        Ok(())
    }

    fn text(&mut self, text: &str) -> usize {
        self.uses += 1;
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.insert(text.to_owned(), number);
        number
    }
}

/// The rows of one sheet.
pub(super) struct Rows<'a, W: Write + Seek> {
    book: &'a mut Book<W>,
    filter: Option<String>,
    columns: usize,
    row: usize,
    column: usize,
    cells: String,
}

impl<W: Write + Seek> Rows<'_, W> {
    /// A cell with text that is fit for XML. Without any it stays empty.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        if !text.is_empty() {
            let number = self.book.text(text);
            self.cell(number, look, " t=\"s\"");
        }
        self.column += 1;
    }

    pub(super) fn number(&mut self, number: u32) {
        self.cell(number as usize, Look::Plain, "");
        self.column += 1;
    }

    fn cell(&mut self, value: usize, look: Look, kind: &str) {
        let (name, row) = (column(self.column), self.row);
        let look = match look {
            Look::Plain => String::new(),
            look => format!(" s=\"{}\"", look as u8),
        };
        // Writing to a string cannot fail.
        let _ = write!(self.cells, "<c r=\"{name}{row}\"{look}{kind}><v>{value}</v></c>");
    }

    /// Ends the row.
    pub(super) fn next(&mut self) -> io::Result<()> {
        let Self {
            row, columns, cells, ..
        } = self;
        write!(self.book.zip, "<row r=\"{row}\" spans=\"1:{columns}\">{cells}</row>")?;
        self.cells.clear();
        self.column = 0;
        self.row += 1;
        Ok(())
    }

    /// Ends the sheet.
    pub(super) fn finish(self) -> io::Result<()> {
        let filter = self.filter.map(|filter| format!("<autoFilter ref=\"{filter}\"/>"));
        let filter = filter.unwrap_or_default();
        write!(self.book.zip, "</sheetData>{filter}{MARGINS}</worksheet>")
    }
}

/// Filters are known by a hidden name as well.
fn filter_name((sheet, at, range): &(&str, usize, String)) -> String {
    format!(
        "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">{sheet}!{range}</definedName>"
    )
}

fn columns(widths: &[(usize, usize)]) -> String {
    // Excel adds five of the seven pixels of a character as padding.
    let column = |(at, width)| format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}.7109375\" customWidth=\"1\"/>");
    let columns: String = widths.iter().copied().map(column).collect();
    if columns.is_empty() {
        columns
    } else {
        format!("<cols>{columns}</cols>")
    }
}

/// A for 0, AX for 49.
fn column(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => letter.to_string(),
        before => column(before - 1) + &letter.to_string(),
    }
}

/// `$A$1:$AX$107` for `A1:AX107`.
fn fixed(range: &str) -> String {
    let mut fixed = String::new();
    let mut was_letter = false;
    for c in range.chars() {
        if c.is_ascii_alphanumeric() && c.is_ascii_alphabetic() != was_letter {
            fixed.push('$');
        }
        was_letter = c.is_ascii_alphabetic();
        fixed.push(c);
    }
    fixed
}

fn write_texts(out: &mut impl Write, texts: &BTreeMap<String, usize>, uses: usize) -> io::Result<()> {
    let mut in_order: Vec<(&usize, &String)> = texts.iter().map(|(text, number)| (number, text)).collect();
    in_order.sort_unstable();
    let unique = in_order.len();
    write!(
        out,
        "{DECLARATION}<sst xmlns=\"{MAIN}\" count=\"{uses}\" uniqueCount=\"{unique}\">"
    )?;
    for (_, text) in in_order {
        let is_spaced = text.starts_with(' ') || text.ends_with(' ');
        let space = if is_spaced { " xml:space=\"preserve\"" } else { "" };
        write!(out, "<si><t{space}>{}</t></si>", escaped(text))?;
    }
    write!(out, "</sst>")
}

/// For XML, and so that `_x0041_` in a text does not become another character, as Excel reads it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '_' if is_code(text.get(at..at + 7)) => escaped.push_str("_x005F_"),
            c => escaped.push(c),
        }
    }
    escaped
}

fn is_code(text: Option<&str>) -> bool {
    let digits = text.and_then(|text| text.strip_prefix("_x")?.strip_suffix('_'));
    digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names = [0, 25, 26, 49, 701, 702].map(column);
        assert_eq!(names, ["A", "Z", "AA", "AX", "ZZ", "AAA"]);
        assert_eq!(fixed("A1:AX107"), "$A$1:$AX$107");
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("<r>a & b</r>"), "&lt;r&gt;a &amp; b&lt;/r&gt;");
        assert_eq!(escaped("a_x0041_b _xyz_ _x00é_"), "a_x005F_x0041_b _xyz_ _x00é_");
    }
}
