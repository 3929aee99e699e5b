//! The forms of words: as they are written, and as they are filed.

use compact_str::CompactString;

/// A form without the period of an abbreviation.
pub(super) fn bare(form: &str) -> &str {
    form.strip_suffix('.').filter(|bare| !bare.is_empty()).unwrap_or(form)
}

/// The form under which a word is filed: lower case, straight apostrophes.
pub(super) fn key(form: &str) -> CompactString {
    if form.is_ascii() {
        return CompactString::from(form).to_ascii_lowercase();
    }
    form.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
