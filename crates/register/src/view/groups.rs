//! Which records belong to which.

/// For each record of one kind, the numbers of the records of another kind that belong to it: in
/// rising order, which is the order of their list, each once.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Where each group ends in `ids`.
    ends: Vec<u32>,
    ids: Vec<u32>,
}

impl Groups {
    /// Groups the pairs of a group's number and that of a record in it; there are `count` groups.
    pub(super) fn of(count: usize, pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut ends = Vec::with_capacity(count);
        let mut pairs_before = 0;
        for group in (0..).take(count) {
            let members = pairs.get(pairs_before as usize..).unwrap_or_default();
            let members = members.iter().take_while(|(of, _)| *of == group);
            pairs_before += members.fold(0, |count, _| count + 1);
            ends.push(pairs_before);
        }
        Self {
            ends,
            ids: pairs.into_iter().map(|(_, id)| id).collect(),
        }
    }

    /// The records that belong to one; none to a number that there is not.
    pub(super) fn get(&self, group: u32) -> &[u32] {
        let end = self.ends.get(group as usize).copied().unwrap_or(0);
        let begin = match group.checked_sub(1) {
            Some(before) => self.ends.get(before as usize).copied().unwrap_or(0),
            None => 0,
        };
        (self.ids)
            .get(begin as usize..end as usize)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_its_records_once_and_in_order() {
        let groups = Groups::of(4, [(2, 9), (0, 3), (2, 1), (2, 9), (0, 0)]);
        assert_eq!(groups.get(0), [0, 3]);
        assert!(groups.get(1).is_empty());
        assert_eq!(groups.get(2), [1, 9]);
        assert!(groups.get(3).is_empty());
        assert!(groups.get(4).is_empty() && groups.get(u32::MAX).is_empty());
    }
}
