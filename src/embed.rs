//! Files of the repository that are part of the binary.

/// An array of `(name, text)` of the named files of a folder, given relative to the caller.
macro_rules! files {
    ($folder:literal, $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!($folder, $name)))),*]
    };
}
pub(crate) use files;
