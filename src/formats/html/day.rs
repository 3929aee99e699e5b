//! Days in the values of elements and attributes.

use std::ops::Range;

use super::super::markdown::day;
use crate::document::blocks::begins_with_date;

/// Where the day stands in a value that begins with a date: of a time only the day.
pub(super) fn day_in(page: &str, at: Range<usize>) -> Option<Range<usize>> {
    let value = page.get(at.clone())?;
    let start = at.start + (value.len() - value.trim_start().len());
    let value = value.trim();
    begins_with_date(value).then(|| start..start + day(value).len())
}
