//! Rule and grammar files of the repository, which are part of the program as text and as the rows that the
//! build script has made of them.

#[cfg(test)]
mod examples;
mod read;
mod rows;
pub(crate) mod texts;

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use zerocopy::FromBytes as _;

use rows::{Packed, Row};
use texts::Texts;

/// A file of the folder `rules`.
pub(crate) struct Embedded {
    /// Its name, without its folder.
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
    /// Where it is in the folder.
    pub(crate) path: &'static str,
}

/// An array of the named files of a folder in `rules`; its name ends in a slash or is empty.
macro_rules! files {
    ($folder:literal, $($name:literal),* $(,)?) => {
        [$($crate::embed::Embedded {
            name: $name,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $folder, $name)),
            path: concat!($folder, $name),
        }),*]
    };
}
pub(crate) use files;

/// The first row of each file, by its path.
const FIRST: &[(&str, usize)] = &include!(concat!(env!("OUT_DIR"), "/toml.rs"));

/// The rows of all files. Empty if they were damaged; the files are then parsed.
static PACKED: LazyLock<Packed> = LazyLock::new(|| {
    let rows = <[Row]>::ref_from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/toml.rows")));
    let texts = include_str!(concat!(env!("OUT_DIR"), "/toml.texts"));
    Packed { rows: Cow::Borrowed(rows.unwrap_or_default()), texts: Texts(Cow::Borrowed(texts)) }
});

impl Embedded {
    /// What the file says. Its rules have no examples.
    ///
    /// # Errors
    /// When the file is none of that type.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, toml::de::Error> {
        match FIRST.iter().find(|(path, _)| *path == self.path) {
            Some((_, first)) if !PACKED.rows.is_empty() => PACKED.read(*first),
            _ => toml::from_str(self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize as _;
    use toml::Spanned;
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn what_is_read_is_what_the_files_say() {
        for (path, first) in FIRST {
            let file = format!("{}/rules/{path}", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&file).expect("a file of the repository");
            let mut said = DeTable::parse(&text).expect("TOML");
            examples::without_examples(said.get_mut());
            let said = toml::Table::deserialize(toml::Deserializer::from(said)).expect("a table");
            assert!(PACKED.read::<toml::Table>(*first).expect("a table") == said, "{path}");
            let at = |key: &Spanned<String>, value: &Spanned<toml::Value>| (key.span(), value.span());
            let placed = |said: BTreeMap<Spanned<String>, Spanned<toml::Value>>| -> Vec<_> {
                said.iter().map(|(key, value)| at(key, value)).collect()
            };
            assert_eq!(
                placed(PACKED.read(*first).expect("a table")),
                placed(toml::from_str(&text).expect("a table")),
                "{path}"
            );
        }
    }
}
