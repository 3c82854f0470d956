//! The two classic passes over a chain of states: the likeliest path, and the chance of each state at each step.

use crate::steady;

/// Less than this below the greatest of a sum, in natural log units, and nothing is added: far behind the last digit.
const NOTHING: f32 = -20.0;

/// The likeliest state at each step. `costs` holds, for each step, what going from the first state to each takes off, then
/// what going from the second does, and so on.
pub(super) fn best_path<C: AsRef<[f32]>>(emissions: &[Vec<f32>], costs: &[C]) -> Vec<usize> {
    let Some(first) = emissions.first() else {
        return Vec::new();
    };
    let mut score = first.clone();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(emissions.len());
    for (emission, costs) in emissions.iter().zip(costs).skip(1) {
        let mut next = vec![f32::NEG_INFINITY; score.len()];
        let mut from_of = vec![0; score.len()];
        for (from, (value, row)) in score.iter().zip(costs.as_ref().chunks_exact(score.len())).enumerate() {
            for ((best, best_from), cost) in next.iter_mut().zip(&mut from_of).zip(row) {
                if value - cost > *best {
                    (*best, *best_from) = (value - cost, from);
                }
            }
        }
        next.iter_mut().zip(emission).for_each(|(best, own)| *best += own);
        score = next;
        back.push(from_of);
    }
    let mut state = argmax(&score);
    let mut path = vec![state];
    for from_of in back.iter().rev() {
        state = from_of[state];
        path.push(state);
    }
    path.reverse();
    path
}

/// The chance of each state at each step, over all paths.
pub(super) fn posteriors<C: AsRef<[f32]>>(emissions: &[Vec<f32>], costs: &[C]) -> Vec<Vec<f32>> {
    let Some(first) = emissions.first() else {
        return Vec::new();
    };
    let mut forward = vec![first.clone()];
    for (at, (emission, costs)) in emissions.iter().zip(costs).enumerate().skip(1) {
        let mut row = arriving(&forward[at - 1], costs.as_ref());
        row.iter_mut().zip(emission).for_each(|(value, own)| *value += own);
        forward.push(row);
    }
    let mut after = vec![0.0; first.len()];
    for ((row, emission), costs) in forward.iter_mut().zip(emissions).zip(costs).rev() {
        row.iter_mut().zip(&after).for_each(|(value, after)| *value += after);
        let all = log_sum(row.iter().copied());
        for value in row.iter_mut() {
            *value = steady::exp(*value - all);
        }
        let paths: Vec<f32> = emission.iter().zip(&after).map(|(own, after)| own + after).collect();
        let from = |costs: &[f32]| log_sum(paths.iter().zip(costs).map(|(value, cost)| value - cost));
        after = costs.as_ref().chunks_exact(first.len()).map(from).collect();
    }
    forward
}

/// For each state, the logarithm of the sum over all states that it may be reached from.
fn arriving(last: &[f32], costs: &[f32]) -> Vec<f32> {
    let rows = || last.iter().zip(costs.chunks_exact(last.len()));
    let mut most = vec![f32::NEG_INFINITY; last.len()];
    for (value, row) in rows() {
        most.iter_mut()
            .zip(row)
            .for_each(|(most, cost)| *most = most.max(value - cost));
    }
    let mut sums = vec![0.0; last.len()];
    for (value, row) in rows() {
        for ((sum, most), cost) in sums.iter_mut().zip(&most).zip(row) {
            *sum += raised(value - cost - most);
        }
    }
    most.iter()
        .zip(sums)
        .map(|(most, sum)| most + steady::ln(sum))
        .collect()
}

/// The index of the greatest, the first of equals.
fn argmax(values: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, &value) in values.iter().enumerate() {
        if value > best.1 {
            best = (i, value);
        }
    }
    best.0
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    most + steady::ln(values.map(|value| raised(value - most)).sum())
}

/// e to the power of a difference from the greatest.
fn raised(difference: f32) -> f32 {
    if difference < NOTHING {
        0.0
    } else {
        steady::exp(difference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two states that are left at a cost, for three steps.
    const STICKY: [[f32; 4]; 3] = [[0.0, 2.0, 2.0, 0.0]; 3];

    #[test]
    fn a_weak_step_is_outvoted_by_its_neighbours() {
        let emissions = vec![vec![3.0, 0.0], vec![0.0, 1.0], vec![3.0, 0.0]];
        assert_eq!(best_path(&emissions, &STICKY), [0, 0, 0]);
        let chances = posteriors(&emissions, &STICKY);
        assert!(chances[1][0] > 0.5 && chances[1][0] < chances[0][0]);
    }

    #[test]
    fn posteriors_equal_the_sum_over_all_paths() {
        let emissions = vec![vec![0.3, -0.2], vec![0.1, 0.9], vec![-1.0, 0.4]];
        let mut sums = [[0.0_f32; 2]; 3];
        let mut all = 0.0;
        for path in 0..8 {
            let states = [path & 1, path >> 1 & 1, path >> 2 & 1];
            let own: f32 = (0..3).map(|at| emissions[at][states[at]]).sum();
            let moves = STICKY[1][states[0] * 2 + states[1]] + STICKY[2][states[1] * 2 + states[2]];
            let weight = steady::exp(own - moves);
            all += weight;
            (0..3).for_each(|at| sums[at][states[at]] += weight);
        }
        for (row, sums) in posteriors(&emissions, &STICKY).iter().zip(sums) {
            row.iter()
                .zip(sums)
                .for_each(|(a, b)| assert!((a - b / all).abs() < 1e-5));
        }
    }

    #[test]
    fn an_empty_chain_has_an_empty_path() {
        assert!(best_path(&[], &STICKY).is_empty());
        assert!(posteriors(&[], &STICKY).is_empty());
    }
}
