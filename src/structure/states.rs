//! The states of the sequence model: front, other, appendix, each task's heading, each section.

use super::Role;
use crate::rubric::Rubric;

/// Numbers the states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct States {
    tasks: usize,
    sections: usize,
}

impl States {
    pub(super) const FRONT: usize = 0;
    pub(super) const OTHER: usize = 1;
    pub(super) const APPENDIX: usize = 2;
    const FIRST_TASK: usize = 3;

    pub(super) fn of(rubric: &Rubric) -> Self {
        Self {
            tasks: rubric.tasks.len(),
            sections: rubric.sections.len(),
        }
    }

    pub(super) fn count(self) -> usize {
        Self::FIRST_TASK + self.tasks + self.sections
    }

    pub(super) fn tasks(self) -> usize {
        self.tasks
    }

    #[allow(clippy::unused_self)] // reads as `section` does
    pub(super) fn task(self, task: usize) -> usize {
        Self::FIRST_TASK + task
    }

    pub(super) fn section(self, section: usize) -> usize {
        Self::FIRST_TASK + self.tasks + section
    }

    /// The section that a state stands for.
    pub(super) fn section_of(self, state: usize) -> Option<usize> {
        state.checked_sub(Self::FIRST_TASK + self.tasks)
    }

    /// The task whose heading a state stands for.
    pub(super) fn task_of(self, state: usize) -> Option<usize> {
        state.checked_sub(Self::FIRST_TASK).filter(|&task| task < self.tasks)
    }

    /// One past the last state of the same kind: all tasks, all sections, or the state itself.
    pub(super) fn end_of_kind(self, state: usize) -> usize {
        if state < Self::FIRST_TASK {
            state + 1
        } else if self.task_of(state).is_some() {
            self.section(0)
        } else {
            self.count()
        }
    }

    pub(super) fn role(self, state: usize) -> Role {
        match state {
            Self::FRONT => Role::Front,
            Self::OTHER => Role::Other,
            Self::APPENDIX => Role::Appendix,
            _ if self.section_of(state).is_some() => Role::Body,
            _ => Role::Task,
        }
    }
}
