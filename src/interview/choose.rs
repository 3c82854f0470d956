//! Chooses the set of questions that is worth most within the time. Pure numbers, exact.
//!
//! A question serves some targets; a target counts once, however often it is served. Questions that share no target with
//! each other fall into groups. Within a group the cheapest set for every combination of targets is found; the
//! groups are then put together minute by minute, as in a knapsack.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Most targets in a group. A group of the built-in rubric has at most seven; at 16 there are 65,536 combinations, which
/// still takes well under a second. A question that would make a group larger is left out: its criteria keep their own.
const MOST_TARGETS: u32 = 16;

/// A question as the chooser sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Indices of the targets it serves.
    pub(super) serves: Vec<usize>,
    /// Time it takes.
    pub(super) units: usize,
}

/// A set of items, with what it costs and is worth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Set {
    worth: u64,
    units: usize,
    items: Vec<usize>,
}

impl Set {
    fn with(&self, other: &Self) -> Self {
        Self {
            worth: self.worth + other.worth,
            units: self.units + other.units,
            items: self.items.iter().chain(&other.items).copied().collect(),
        }
    }

    /// Worth more; of equal worth quicker, then fewer questions, then the earlier ones, so that the choice repeats.
    fn order(&self, other: &Self) -> Ordering {
        self.worth
            .cmp(&other.worth)
            .then_with(|| other.units.cmp(&self.units))
            .then_with(|| other.items.len().cmp(&self.items.len()))
            .then_with(|| other.items.cmp(&self.items))
    }
}

/// Indices of the items to take, ascending: the greatest sum of `worth` over the targets served within `budget` units, and of
/// these the quickest. `worth` has one entry a target.
pub(super) fn choose(items: &[Item], worth: &[u64], budget: usize) -> Vec<usize> {
    let mut best: Vec<Option<Set>> = vec![None; budget + 1];
    best[0] = Some(Set::default());
    for group in groups(items, worth.len()) {
        let options = options(items, worth, &group, budget);
        best = add_group(&best, &options, budget);
    }
    let mut chosen = best.into_iter().flatten().max_by(Set::order).unwrap_or_default().items;
    chosen.sort_unstable();
    chosen
}

/// The best set for every exact number of units once one of `options` (or nothing) is added.
fn add_group(best: &[Option<Set>], options: &[Set], budget: usize) -> Vec<Option<Set>> {
    let mut next = best.to_vec();
    for before in best.iter().flatten() {
        for option in options.iter().filter(|option| before.units + option.units <= budget) {
            let sum = before.with(option);
            let units = sum.units;
            if let Some(slot) = next.get_mut(units)
                && slot.as_ref().is_none_or(|old| sum.order(old) == Ordering::Greater)
            {
                *slot = Some(sum);
            }
        }
    }
    next
}

/// The sets of one group that are worth considering: quickest first, each worth more than all quicker ones.
fn options(items: &[Item], worth: &[u64], group: &Group, budget: usize) -> Vec<Set> {
    let bit = |target: &usize| group.targets.binary_search(target).map_or(0, |at| 1_u32 << at);
    let mut cheapest: BTreeMap<u32, Set> = BTreeMap::from([(0, Set::default())]);
    for (index, item) in group.items.iter().filter_map(|&index| Some((index, items.get(index)?))) {
        let mask = item.serves.iter().map(bit).fold(0, |all, bit| all | bit);
        let alone = Set {
            worth: 0,
            units: item.units,
            items: vec![index],
        };
        for (before, set) in cheapest.clone() {
            let sum = set.with(&alone);
            let better = |old: &Set| sum.order(old) == Ordering::Greater;
            if sum.units <= budget && cheapest.get(&(before | mask)).is_none_or(better) {
                cheapest.insert(before | mask, sum);
            }
        }
    }
    let value = |mask: u32| -> u64 {
        let served = group.targets.iter().filter(|target| mask & bit(target) != 0);
        served.filter_map(|&target| worth.get(target)).sum()
    };
    let mut sets: Vec<Set> = cheapest
        .into_iter()
        .map(|(mask, set)| Set {
            worth: value(mask),
            ..set
        })
        .collect();
    sets.sort_by(|a, b| a.units.cmp(&b.units).then_with(|| b.order(a)));
    let mut most = 0;
    sets.retain(|set| {
        let keep = set.worth > most;
        most = most.max(set.worth);
        keep
    });
    sets
}

/// Items that hang together through their targets.
struct Group {
    targets: Vec<usize>,
    items: Vec<usize>,
}

/// Splits the items into groups, in order of their first target.
fn groups(items: &[Item], targets: usize) -> Vec<Group> {
    // Each target begins as its own group, named by its smallest target.
    let mut group_of: Vec<usize> = (0..targets).collect();
    let mut kept = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut joined: Vec<usize> = item.serves.iter().filter_map(|&t| group_of.get(t).copied()).collect();
        joined.sort_unstable();
        joined.dedup();
        let size = group_of.iter().filter(|group| joined.contains(group)).count();
        let Some(&first) = joined.first() else { continue };
        if size > MOST_TARGETS as usize {
            continue;
        }
        kept.push(index);
        for group in group_of.iter_mut().filter(|group| joined.contains(group)) {
            *group = first;
        }
    }
    let members = |name: usize| {
        (0..targets)
            .filter(|&t| group_of.get(t) == Some(&name))
            .collect::<Vec<_>>()
    };
    (0..targets)
        .map(|name| Group {
            items: kept
                .iter()
                .copied()
                .filter(|&item| {
                    items
                        .get(item)
                        .and_then(|i| i.serves.first())
                        .and_then(|&t| group_of.get(t))
                        == Some(&name)
                })
                .collect(),
            targets: members(name),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator with a fixed seed, so that the cases repeat.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }
    }

    fn value(items: &[Item], worth: &[u64], chosen: &[usize]) -> (u64, usize) {
        let served = |t: usize| chosen.iter().any(|&i| items[i].serves.contains(&t));
        let gained = (0..worth.len()).filter(|&t| served(t)).map(|t| worth[t]).sum();
        (gained, chosen.iter().map(|&i| items[i].units).sum())
    }

    fn brute_force(items: &[Item], worth: &[u64], budget: usize) -> (u64, usize) {
        (0_u32..1 << items.len())
            .map(|mask| {
                let chosen: Vec<usize> = (0..items.len()).filter(|i| mask >> i & 1 == 1).collect();
                value(items, worth, &chosen)
            })
            .filter(|(_, units)| *units <= budget)
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
            .unwrap()
    }

    #[test]
    fn agrees_with_trying_every_subset() {
        let mut numbers = Numbers(7);
        for case in 0..400 {
            let targets = 1 + numbers.below(7) as usize;
            let worth: Vec<u64> = (0..targets).map(|_| 1 + numbers.below(12)).collect();
            let items: Vec<Item> = (0..=numbers.below(10))
                .map(|_| {
                    let first = numbers.below(targets as u64) as usize;
                    let mut serves: Vec<usize> = (0..numbers.below(3))
                        .map(|_| numbers.below(targets as u64) as usize)
                        .chain([first])
                        .collect();
                    serves.sort_unstable();
                    serves.dedup();
                    Item {
                        serves,
                        units: 1 + numbers.below(9) as usize,
                    }
                })
                .collect();
            let budget = numbers.below(30) as usize;
            let chosen = choose(&items, &worth, budget);
            assert_eq!(
                value(&items, &worth, &chosen),
                brute_force(&items, &worth, budget),
                "case {case}: {items:?}"
            );
        }
    }

    #[test]
    fn nothing_to_ask_and_no_time_choose_nothing() {
        assert_eq!(choose(&[], &[], 10), Vec::<usize>::new());
        assert_eq!(
            choose(
                &[Item {
                    serves: vec![0],
                    units: 1
                }],
                &[5],
                0
            ),
            Vec::<usize>::new()
        );
    }

    #[test]
    fn a_question_that_would_tie_too_many_targets_together_is_left_out() {
        let items: Vec<Item> = (0..40)
            .map(|t| Item {
                serves: vec![t],
                units: 1,
            })
            .collect();
        let all = Item {
            serves: (0..40).collect(),
            units: 1,
        };
        let chosen = choose(&[items, vec![all]].concat(), &[1; 40], 100);
        assert_eq!(chosen, (0..40).collect::<Vec<_>>());
    }
}
