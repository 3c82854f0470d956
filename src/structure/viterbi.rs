//! The two classic passes over a chain of states: the likeliest path, and the chance of each state at each step.

use crate::steady;

/// The likeliest state at each step. `cost(at, from, to)` is what going from one state to another at step `at` takes off.
pub(super) fn best_path(emissions: &[Vec<f32>], cost: impl Fn(usize, usize, usize) -> f32) -> Vec<usize> {
    let Some(first) = emissions.first() else {
        return Vec::new();
    };
    let mut score = first.clone();
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(emissions.len());
    for (at, emission) in emissions.iter().enumerate().skip(1) {
        let mut next = Vec::with_capacity(score.len());
        let mut from_of = Vec::with_capacity(score.len());
        for (to, own) in emission.iter().enumerate() {
            let (from, best) = argmax(score.iter().enumerate().map(|(from, value)| value - cost(at, from, to)));
            from_of.push(from);
            next.push(best + own);
        }
        score = next;
        back.push(from_of);
    }
    let mut state = argmax(score.iter().copied()).0;
    let mut path = vec![state];
    for from_of in back.iter().rev() {
        state = from_of[state];
        path.push(state);
    }
    path.reverse();
    path
}

/// The chance of each state at each step, over all paths.
pub(super) fn posteriors(emissions: &[Vec<f32>], cost: impl Fn(usize, usize, usize) -> f32) -> Vec<Vec<f32>> {
    let Some(first) = emissions.first() else {
        return Vec::new();
    };
    let mut forward = vec![first.clone()];
    for (at, emission) in emissions.iter().enumerate().skip(1) {
        let last = &forward[at - 1];
        let step = |(to, own): (usize, &f32)| {
            own + log_sum(last.iter().enumerate().map(|(from, value)| value - cost(at, from, to)))
        };
        let row = emission.iter().enumerate().map(step).collect();
        forward.push(row);
    }
    let mut after = vec![0.0; first.len()];
    for at in (0..emissions.len()).rev() {
        let row = &mut forward[at];
        for (value, after) in row.iter_mut().zip(&after) {
            *value += after;
        }
        let all = log_sum(row.iter().copied());
        for value in row.iter_mut() {
            *value = steady::exp(*value - all);
        }
        let emission = &emissions[at];
        let step = |from: usize| {
            let paths = emission.iter().zip(&after).enumerate();
            log_sum(paths.map(|(to, (own, after))| own + after - cost(at, from, to)))
        };
        after = (0..first.len()).map(step).collect();
    }
    forward
}

/// Index and value of the greatest, the first of equals.
fn argmax(values: impl Iterator<Item = f32>) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, value) in values.enumerate() {
        if value > best.1 {
            best = (i, value);
        }
    }
    best
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    most + steady::ln(values.map(|value| steady::exp(value - most)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sticky(_: usize, from: usize, to: usize) -> f32 {
        if from == to { 0.0 } else { 2.0 }
    }

    #[test]
    fn a_weak_step_is_outvoted_by_its_neighbours() {
        let emissions = vec![vec![3.0, 0.0], vec![0.0, 1.0], vec![3.0, 0.0]];
        assert_eq!(best_path(&emissions, sticky), [0, 0, 0]);
        let chances = posteriors(&emissions, sticky);
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
            let moves = sticky(1, states[0], states[1]) + sticky(2, states[1], states[2]);
            let weight = steady::exp(own - moves);
            all += weight;
            (0..3).for_each(|at| sums[at][states[at]] += weight);
        }
        for (row, sums) in posteriors(&emissions, sticky).iter().zip(sums) {
            row.iter()
                .zip(sums)
                .for_each(|(a, b)| assert!((a - b / all).abs() < 1e-5));
        }
    }

    #[test]
    fn an_empty_chain_has_an_empty_path() {
        assert!(best_path(&[], sticky).is_empty());
        assert!(posteriors(&[], sticky).is_empty());
    }
}
