//! What the claims of many articles come to.

use crate::Severity;
use crate::lint::Linter;

/// A claim as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What tells this claim from all others.
    pub id: i64,
    /// What tells its article from all others.
    pub article: i64,
    /// The day the article was published: "2024-03-12".
    pub date: Option<String>,
    /// [`Claim::value`](super::Claim::value).
    pub value: String,
    /// The text at its place.
    pub words: String,
}

/// A finding between two articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The claim that it is about, by [`Stated::id`].
    pub at: i64,
    /// The claim of another article that it is held against.
    pub counterpart: i64,
    /// The severity of its rule.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Sixteen hexadecimal digits made of the rule, of what the two claims have alike and of what each
    /// says: the same wherever the articles stand. The second of two alike in one group has another.
    pub fingerprint: String,
}

impl Linter {
    /// What a rule of scope `archive` finds among claims that have one key. The claims come from the
    /// earliest article to the latest: by date, then in any order that does not change, with the claims
    /// of an article together. The memory it takes is bounded, however many claims there are; the time
    /// is linear in them, but for at most 4,096 of them that are compared. Nothing is found if there is
    /// no such rule, or it is off.
    #[must_use]
    pub fn between(&self, rule: &str, group: &mut dyn Iterator<Item = Stated>) -> Vec<Between> {
        let rule = self.running().find(|r| r.id == rule && r.is_archive());
        rule.map_or_else(Vec::new, |rule| rule.relate(group, self.lexicon()))
    }
}
