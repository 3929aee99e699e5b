//! The forms of words: as written, and as keys of the look-up table.

use compact_str::CompactString;

/// A form without the period of an abbreviation.
pub(super) fn bare(form: &str) -> &str {
    form.strip_suffix('.').filter(|bare| !bare.is_empty()).unwrap_or(form)
}

/// The key of a word: lower case, with straight apostrophes.
pub(super) fn key(form: &str) -> CompactString {
    if form.is_ascii() {
        return CompactString::from(form).to_ascii_lowercase();
    }
    form.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
