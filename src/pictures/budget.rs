//! An amount that is shared out to threads, which wait until there is enough.

use std::sync::{Condvar, Mutex, PoisonError};

pub(super) struct Budget {
    total: u64,
    left: Mutex<u64>,
    returned: Condvar,
}

/// A part of the budget; it goes back when it is dropped.
pub(super) struct Share<'b> {
    budget: &'b Budget,
    amount: u64,
}

impl Budget {
    pub(super) fn new(total: u64) -> Self {
        Self {
            total,
            left: Mutex::new(total),
            returned: Condvar::new(),
        }
    }

    /// Waits for a share. Who wants more than everything gets everything.
    pub(super) fn take(&self, amount: u64) -> Share<'_> {
        let amount = amount.min(self.total);
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let mut left = self
            .returned
            .wait_while(left, |left| *left < amount)
            .unwrap_or_else(PoisonError::into_inner);
        *left -= amount;
        Share {
            budget: self,
            amount,
        }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        let budget = self.budget;
        *budget.left.lock().unwrap_or_else(PoisonError::into_inner) += self.amount;
        budget.returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_is_out_than_there_is_and_the_greedy_get_everything() {
        let budget = Budget::new(10);
        let out = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for wanted in [4, 7, 3, 99, 10, 1, 6] {
                let (budget, out) = (&budget, &out);
                scope.spawn(move || {
                    let share = budget.take(wanted);
                    assert!(out.fetch_add(share.amount, Ordering::SeqCst) + share.amount <= 10);
                    std::thread::yield_now();
                    out.fetch_sub(share.amount, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(*budget.left.lock().unwrap(), 10);
    }
}
