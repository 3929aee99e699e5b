//! Public authorities of a country.

use compact_str::CompactString;

use super::declare::kind;

/// A public authority of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// ISO 3166-1 alpha-2 code.
    pub country: CompactString,
    /// The country's common name.
    pub name: CompactString,
    /// "acting", "listed", "item" or "office": see the attribute of that name.
    pub role: &'static str,
    /// Of an office or a listed authority: "prosecution", "police", "court", "customs" or
    /// "other".
    pub class: Option<&'static str>,
}

kind! {
    /// A public authority of a country, acting or listed.
    Authority(a) as "authority", over Facts;

    Country: Text = &a.country, "ISO 3166-1 alpha-2 code";
    Name: Text = &a.name, "the country's common name";
    Role: Text = a.role,
        "acting in the text; listed in a bullet that names one; item: any bullet of a country; office: one named and counted in the text";
    Class: Text = a.class,
        "of an office or a listed authority: prosecution, police, court, customs or other";
}
