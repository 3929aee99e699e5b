//! Days in the values of elements and attributes.

use std::ops::Range;

use super::super::markdown::day;
use crate::document::dateline::begins_with_date;

/// The place of the day in a value that begins with a date. A time of day is left out.
pub(super) fn day_in(page: &str, at: Range<usize>) -> Option<Range<usize>> {
    let value = page.get(at.clone())?;
    let start = at.start + (value.len() - value.trim_start().len());
    let value = value.trim();
    begins_with_date(value).then(|| start..start + day(value).len())
}
