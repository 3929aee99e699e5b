//! Rules between articles: what articles claim, and what the claims of many come to.

use crate::common::LINTER;
use factlint::claims::{self, Between, Claim, Group, Stated};
use factlint::{Document, Linter, Setup};
use proptest::prelude::*;

/// The claims of articles, in the order of the articles, for one rule.
fn stated(linter: &Linter, rule: &str, articles: &[&str]) -> Vec<(u64, Stated)> {
    let mut all = Vec::new();
    for (n, text) in (0..).zip(articles) {
        let document = Document::plain("article.txt", *text);
        let (_, claims) = claims::audit(linter, &document, &document.articles[0]);
        for Claim { key, value, span, .. } in claims.into_iter().filter(|claim| claim.rule == rule) {
            let words = span.of(&document.text).to_owned();
            all.push((key, Stated { id: all.len() as i64, article: n, date: None, value, words }));
        }
    }
    all
}

fn between(linter: &Linter, rule: &str, articles: &[&str]) -> Vec<Between> {
    let claims = stated(linter, rule, articles);
    assert!(claims.iter().all(|(key, _)| *key == claims[0].0), "one key");
    related(linter, rule, claims.into_iter().map(|(_, stated)| stated))
}

fn related(linter: &Linter, rule: &str, claims: impl Iterator<Item = Stated>) -> Vec<Between> {
    let mut group = Group::default();
    for stated in claims {
        group.add(stated);
    }
    group.between(linter, rule)
}

const NAME: &str = "archive.name-variant";

fn prosecutor(family: &str) -> String {
    format!("The case was read by Prosecutor Karl {family} of the Harbour District.")
}

#[test]
fn a_rare_form_is_found_among_many_articles_and_told_of_each_that_has_it() {
    let (usual, slip) = (prosecutor("Vassallo"), prosecutor("Vasallo"));
    let mut articles = vec![usual.as_str(); 1_000];
    articles[400] = &slip;
    articles[900] = &slip;
    let found = between(&LINTER, NAME, &articles);
    assert_eq!(found.iter().map(|f| (f.at, f.counterpart)).collect::<Vec<_>>(), [(400, 0), (900, 0)]);
    assert_ne!(found[0].fingerprint, found[1].fingerprint);
}

#[test]
fn a_finding_is_known_by_what_is_said_and_not_by_its_articles() {
    let (usual, slip) = (prosecutor("Vassallo"), prosecutor("Vasallo"));
    let first = between(&LINTER, NAME, &[&usual, &usual, &slip]);
    let second = between(&LINTER, NAME, &[&slip, &usual, &usual, &usual]);
    assert_eq!((first[0].at, second[0].at), (2, 0));
    assert_eq!(first[0].fingerprint, second[0].fingerprint);
}

#[test]
fn a_group_that_says_too_many_things_is_left_alone() {
    let articles: Vec<String> = (0..300).map(|n| prosecutor(&format!("Vassallo{}", letters(n)))).collect();
    let mut all: Vec<&str> = articles.iter().map(String::as_str).collect();
    let (usual, slip) = (prosecutor("Camilleri"), prosecutor("Cammilleri"));
    all.extend([usual.as_str(), &usual, &slip]);
    assert_eq!(between(&LINTER, NAME, &all), []);
    assert_eq!(between(&LINTER, NAME, &all[200..]).len(), 1, "of those that say fewer things it is found");
}

/// Four letters that tell numbers apart by two letters at least.
fn letters(n: u16) -> String {
    let letter = |n: u16| char::from(b'a' + (n % 20) as u8);
    [n, n, n / 20, n / 20].map(letter).into_iter().collect()
}

#[test]
fn articles_are_not_checked_against_each_other_by_check() {
    let text = "Jailed\n\nSource: Gazette\n\n12 March 2024\n\nKarl Vella, 44, pleaded guilty today.\n\n\
                Appeal\n\nSource: Gazette\n\n3 May 2024\n\nKarl Vella, 44, pleaded guilty on 13 March.";
    let document = Document::plain("two.txt", text);
    assert_eq!(document.articles.len(), 2);
    let found = LINTER.document(&document);
    assert!(found.iter().all(|finding| !finding.rule.starts_with("archive.")), "{found:?}");
}

#[test]
fn a_rule_that_is_off_claims_and_finds_nothing() {
    let linter = Linter::builtin().expect("what ships loads").without(|rule| rule.group() == "archive");
    assert_eq!(stated(&linter, NAME, &[&prosecutor("Vassallo")]), []);
    let kept = stated(&LINTER, NAME, &[&prosecutor("Vassallo"), &prosecutor("Vasallo")]);
    assert_eq!(related(&linter, NAME, kept.into_iter().map(|(_, stated)| stated)), []);
}

#[test]
fn findings_come_with_the_claims_as_they_come_without() {
    let document = Document::plain("ferry.txt", "Rescuers found the nine seven sailors at dawn.");
    let (found, claims) = claims::audit(&LINTER, &document, &document.articles[0]);
    assert_eq!(found, LINTER.document(&document));
    assert_eq!(claims, []);
}

#[test]
fn what_a_rule_between_articles_cannot_have_is_refused() {
    let rule = |more: &str| {
        format!(
            "[[rule]]\nid = \"house.plea\"\nseverity = \"warning\"\nsummary = \"s\"\nwhy = \"w\"\nmessage = \"m\"\n\
             scope = \"archive\"\nselect.a = {{ fact = \"proceeding\" }}\nselect.b = {{ fact = \"proceeding\" }}\n{more}\n\
             [[rule.fires]]\ntext = \"a\"\n[[rule.silent]]\ntext = \"a\"\nbecause = \"b\"\n"
        )
    };
    let agree = "agree = { of = [\"a\", \"b\"], on = [\"name\"], value = \"day\" }";
    let refused = |more: &str| {
        let rules = [("house.toml".to_owned(), rule(more))];
        Linter::new(&Setup { rules: &rules, ..Setup::default() }).err().map(|error| format!("{error:?}"))
    };
    assert_eq!(refused(agree), None);
    for (more, message) in [
        (format!("{agree}\ngiven = \"a\""), "has no `given`"),
        (format!("{agree}\nunless = \"a\""), "has no `unless`"),
        (format!("{agree}\nlabels.b = \"here\""), "has no `labels`"),
        (format!("{agree}\nover = [\"quote.unmarked\"]"), "has no `over`"),
        ("agree = { of = [\"a\", \"b\"], value = \"day\" }".to_owned(), "needs `on`"),
        ("require = { each = \"a\", some = \"b\", on = [\"name\"] }".to_owned(), "has `agree` of two names"),
    ] {
        let refused = refused(&more).unwrap_or_default();
        assert!(refused.contains(message), "{message} not in {refused}");
    }
}

proptest! {
    #[test]
    fn a_claim_that_is_damaged_is_passed_over(value in ".*", keys in "\\{(\"[a-z]{3,6}\":[0-9\"\\[\\]tru]{1,5},?)*\\}") {
        for rule in ["archive.duplicate", NAME, "archive.figure-conflict", "archive.date-conflict"] {
            let claim = |(id, value): (i64, &String)| Stated {
                id,
                article: id,
                date: None,
                value: value.clone(),
                words: value.clone(),
            };
            let _ = related(&LINTER, rule, (0..).zip([&value, &keys, &value]).map(claim));
        }
    }
}
