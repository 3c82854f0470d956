//! How far statuses agree with labels, past what chance gives.

use showcase::coverage::Status;
use std::collections::BTreeMap;

/// One criterion of one report: its code, the label and what the program says.
pub(crate) type Judged = (String, Status, Status);

/// Squared distance between two statuses, in steps.
fn distance(a: usize, b: usize) -> f64 {
    (a.abs_diff(b) * a.abs_diff(b)) as f64
}

/// How often each pair of statuses occurs: label by row, ours by column.
pub(crate) fn confusion(pairs: &[(Status, Status)]) -> [[usize; 3]; 3] {
    let mut table = [[0; 3]; 3];
    for &(gold, mine) in pairs {
        table[gold as usize][mine as usize] += 1;
    }
    table
}

fn seen_distance(table: &[[usize; 3]; 3]) -> f64 {
    let cells = (0..3).flat_map(|a| (0..3).map(move |b| (a, b)));
    cells.map(|(a, b)| distance(a, b) * table[a][b] as f64).sum()
}

/// What would be seen if labels and statuses had nothing to do with each other.
fn chance_distance(table: &[[usize; 3]; 3]) -> f64 {
    let total: usize = table.iter().flatten().sum();
    let row = |a: usize| table[a].iter().sum::<usize>() as f64;
    let column = |b: usize| table.iter().map(|row| row[b]).sum::<usize>() as f64;
    let cells = (0..3).flat_map(|a| (0..3).map(move |b| (a, b)));
    cells
        .map(|(a, b)| distance(a, b) * row(a) * column(b) / total as f64)
        .sum()
}

fn agreement(seen: f64, chance: f64) -> f64 {
    if chance > 0.0 { 1.0 - seen / chance } else { 1.0 }
}

/// Quadratic weighted kappa.
pub(crate) fn kappa(pairs: &[(Status, Status)]) -> f64 {
    let table = confusion(pairs);
    agreement(seen_distance(&table), chance_distance(&table))
}

/// The same with chance taken criterion by criterion.
pub(crate) fn kappa_within(judged: &[Judged]) -> f64 {
    let mut by_code: BTreeMap<&str, Vec<(Status, Status)>> = BTreeMap::new();
    for (code, gold, mine) in judged {
        by_code.entry(code).or_default().push((*gold, *mine));
    }
    let tables: Vec<_> = by_code.values().map(|pairs| confusion(pairs)).collect();
    agreement(
        tables.iter().map(seen_distance).sum(),
        tables.iter().map(chance_distance).sum(),
    )
}

/// The mean of the three statuses' F1, with 1 for a status that neither side uses.
pub(crate) fn macro_f1(pairs: &[(Status, Status)]) -> f64 {
    let table = confusion(pairs);
    let f1 = |k: usize| {
        let right = table[k][k];
        let named: usize = table[k].iter().sum::<usize>() + table.iter().map(|row| row[k]).sum::<usize>();
        if named == 0 {
            1.0
        } else {
            2.0 * right as f64 / named as f64
        }
    };
    (f1(0) + f1(1) + f1(2)) / 3.0
}
