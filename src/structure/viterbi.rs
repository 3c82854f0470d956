//! The two classic passes over a chain of states: the likeliest path, and the chance of each state at each step.

use crate::steady;
use rten_simd::{Isa, SimdOp};

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
    let mut parts = vec![0.0; first.len() * first.len()];
    let mut forward = vec![first.clone()];
    for (at, (emission, costs)) in emissions.iter().zip(costs).enumerate().skip(1) {
        let mut row = arriving(&forward[at - 1], costs.as_ref(), &mut parts);
        row.iter_mut().zip(emission).for_each(|(value, own)| *value += own);
        forward.push(row);
    }
    let mut after = vec![0.0; first.len()];
    for ((row, emission), costs) in forward.iter_mut().zip(emissions).zip(costs).rev() {
        row.iter_mut().zip(&after).for_each(|(value, after)| *value += after);
        let mut raised = row.clone();
        let all = log_sums(&mut raised, first.len())[0];
        for value in row.iter_mut() {
            *value = steady::exp(*value - all);
        }
        let paths: Vec<f32> = emission.iter().zip(&after).map(|(own, after)| own + after).collect();
        after = leaving(&paths, costs.as_ref(), &mut parts);
    }
    forward
}

/// For each state, the logarithm of the sum over all states that it may be reached from. `parts` has room for all of them.
fn arriving(last: &[f32], costs: &[f32], parts: &mut [f32]) -> Vec<f32> {
    let states = last.len();
    let rows = || last.iter().zip(costs.chunks_exact(states));
    let mut most = vec![f32::NEG_INFINITY; states];
    for (value, row) in rows() {
        for (most, cost) in most.iter_mut().zip(row) {
            *most = most.max(value - cost);
        }
    }
    for ((value, row), parts) in rows().zip(parts.chunks_exact_mut(states)) {
        for ((part, most), cost) in parts.iter_mut().zip(&most).zip(row) {
            *part = value - cost - most;
        }
    }
    Raising(parts).dispatch();
    let mut sums = vec![0.0; states];
    for parts in parts.chunks_exact(states) {
        sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
    }
    let whole = |(most, sum): (&f32, f32)| most + steady::ln(sum);
    most.iter().zip(sums).map(whole).collect()
}

/// For each state, the logarithm of the sum over all states that it may go to, where `paths` go on.
fn leaving(paths: &[f32], costs: &[f32], parts: &mut [f32]) -> Vec<f32> {
    for (parts, row) in parts.chunks_exact_mut(paths.len()).zip(costs.chunks_exact(paths.len())) {
        for ((part, value), cost) in parts.iter_mut().zip(paths).zip(row) {
            *part = value - cost;
        }
    }
    log_sums(parts, paths.len())
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

/// For so many values each, the logarithm of the sum of what they are logarithms of. They are used up.
fn log_sums(values: &mut [f32], each: usize) -> Vec<f32> {
    let mut most = Vec::with_capacity(each);
    for row in values.chunks_exact_mut(each) {
        let greatest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        for value in row.iter_mut() {
            *value -= greatest;
        }
        most.push(greatest);
    }
    Raising(values).dispatch();
    let whole = |(most, row): (f32, &[f32])| most + steady::ln(row.iter().sum());
    most.into_iter().zip(values.chunks_exact(each)).map(whole).collect()
}

/// Raises e to the power of each difference from a greatest. All that the posteriors cost lies here, so it is compiled for
/// the widest vectors there are.
struct Raising<'a>(&'a mut [f32]);

impl SimdOp for Raising<'_> {
    type Output = ();

    #[allow(clippy::inline_always)] // as said above
    #[inline(always)]
    fn eval<I: Isa>(self, _isa: I) {
        for value in self.0 {
            let raised = steady::exp(*value);
            *value = if *value < NOTHING { 0.0 } else { raised };
        }
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
