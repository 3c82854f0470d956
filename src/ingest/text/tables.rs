//! Tables in plain text: columns under rules of dashes, or between upright lines.

/// Lines looked through for the rule that ends a table; a report's table has some tens.
const MOST_LINES: usize = 400;

/// A line of dashes (or equals signs) only, at least one run of three: the rule of a table or under a heading.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.contains("---") && line.chars().all(|c| matches!(c, '-' | '=' | ' ' | '+' | '|' | ':'))
}

/// A rule that spans columns: runs of dashes with gaps.
fn columns(line: &str) -> Option<Vec<(usize, usize)>> {
    if !is_rule(line) || line.contains(['|', '+']) {
        return None;
    }
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in line.chars().chain([' ']).enumerate() {
        match (c == ' ', start) {
            (false, None) => start = Some(i),
            (true, Some(s)) => {
                out.push((s, i));
                start = None;
            }
            _ => {}
        }
    }
    Some(out)
}

/// Lines of the table that begins here; 0 when none does. Blank lines inside part its rows.
pub(super) fn length(lines: &[&str]) -> usize {
    match lines {
        [first, ..] if is_piped(first) => {
            let n = lines.iter().take_while(|l| is_piped(l) || is_rule(l)).count();
            if n >= 2 { n } else { 0 }
        }
        // Rule, heads, rule with gaps, rows, rule.
        [first, rest @ ..] if columns(first).is_some_and(|c| c.len() == 1) && ruled_heads(rest) => {
            let close = |l: &&str| l.trim() == first.trim();
            rest.iter().take(MOST_LINES).position(close).map_or(0, |end| end + 2)
        }
        // Heads, rule with gaps, rows up to a blank line or rule.
        [head, rule, ..] if !head.is_empty() && !is_rule(head) && columns(rule).is_some_and(|c| c.len() >= 2) => {
            lines.iter().position(|l| l.is_empty()).unwrap_or(lines.len())
        }
        // No heads: rule with gaps first, the same again at the end.
        [rule, row, rest @ ..] if columns(rule).is_some_and(|c| c.len() >= 2) && !row.is_empty() => rest
            .iter()
            .take(MOST_LINES)
            .position(|l| is_rule(l))
            .map_or(0, |end| end + 3),
        _ => 0,
    }
}

/// The heads of a ruled table end in a rule with gaps within a few lines.
fn ruled_heads(lines: &[&str]) -> bool {
    let rule = lines.iter().take(12).position(|l| is_rule(l));
    rule.is_some_and(|at| at > 0 && lines.get(at).is_some_and(|l| columns(l).is_some()))
}

/// The cells of a table, row by row; none when these lines are no table.
pub(super) fn cells(lines: &[&str]) -> Option<Vec<String>> {
    if length(lines) != lines.len() {
        return None;
    }
    if lines.first().is_some_and(|l| is_piped(l)) {
        return Some(lines.iter().filter(|l| !is_rule(l)).flat_map(|l| piped(l)).collect());
    }
    let columns = lines
        .iter()
        .filter_map(|l| columns(l))
        .max_by_key(Vec::len)
        .filter(|c| !c.is_empty())?;
    let spaced = lines.iter().any(|l| l.is_empty());
    let mut out = Vec::new();
    let mut row = vec![String::new(); columns.len()];
    for line in lines {
        let rule = is_rule(line);
        if !rule && !line.is_empty() {
            add(&mut row, line, &columns);
        }
        if rule || line.is_empty() || !spaced {
            out.extend(row.iter_mut().map(std::mem::take).filter(|c| !c.trim().is_empty()));
        }
    }
    out.extend(row.into_iter().filter(|c| !c.trim().is_empty()));
    Some(out)
}

/// Adds a line to the cells of a row. A column reaches to the start of the next, so that no letter is lost.
fn add(row: &mut [String], line: &str, columns: &[(usize, usize)]) {
    let chars: Vec<char> = line.chars().collect();
    for (i, cell) in row.iter_mut().enumerate() {
        let from = if i == 0 {
            0
        } else {
            columns.get(i).map_or(chars.len(), |c| c.0)
        };
        let to = columns.get(i + 1).map_or(chars.len(), |c| c.0).min(chars.len());
        let text: String = chars.get(from.min(to)..to).unwrap_or_default().iter().collect();
        if !text.trim().is_empty() {
            cell.push(' ');
            cell.push_str(text.trim());
        }
    }
}

fn is_piped(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

fn piped(line: &str) -> Vec<String> {
    let line = line.trim().trim_matches('|');
    line.split('|')
        .map(|c| c.trim().to_owned())
        .filter(|c| !c.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_tables_are_read_by_columns() {
        let lines = [
            "  Date     What",
            "  -------- --------",
            "  1 May    Talk",
            "  2 June   Visit",
        ];
        assert_eq!(length(&lines), 4);
        assert_eq!(
            cells(&lines).unwrap(),
            [" Date", " What", " 1 May", " Talk", " 2 June", " Visit"]
        );
    }

    #[test]
    fn ruled_tables_have_rows_of_several_lines() {
        let lines = [
            "  ------------------",
            "  Goal      When",
            "  --------- --------",
            "  Be on     May",
            "  time",
            "",
            "  Listen    June",
            "  ------------------",
        ];
        assert_eq!(length(&lines), 8);
        assert_eq!(
            cells(&lines).unwrap(),
            [" Goal", " When", " Be on time", " May", " Listen", " June"]
        );
    }

    #[test]
    fn upright_lines_part_cells() {
        let lines = ["| a | b |", "|---|---|", "| c |  |"];
        assert_eq!(cells(&lines).unwrap(), ["a", "b", "c"]);
    }

    #[test]
    fn an_underlined_heading_is_no_table() {
        assert_eq!(length(&["My team", "-------", "Text"]), 0);
    }
}
