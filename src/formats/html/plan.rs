//! Plans from an outline what is read of a page: which element is the article, which parts of it are its
//! text, and where the headline and the date are.

use std::cmp::Reverse;
use std::ops::Range;

use super::day::day_in;
use super::feed::{As, Sink, Start, feed};
use super::outline::{Candidate, Outline};
use super::role::Role;
use super::tag::Tag;
use crate::document::dateline::begins_with_date;

/// The plan of a page: what is read.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The pieces, in the order of the page. A piece inside the piece before it is read with that.
    pub(super) pieces: Vec<Piece>,
    /// Whether the text is that of an article, and not of the whole page.
    pub(super) is_article: bool,
    /// Whether the ends of lines are seen.
    pub(super) keeps_lines: bool,
    /// Where elements begin that are read although their names are those of elements beside an article, since
    /// most of the page's text is in them. Ascending.
    pub(super) kept: Vec<usize>,
    /// Where tables begin that only lay out the page. Ascending.
    pub(super) layouts: Vec<usize>,
}

impl Plan {
    /// Leaves out the headline if no element of the text shows it.
    pub(super) fn leave_told_title(&mut self) {
        self.pieces.retain(|piece| piece.is != Is::Title || piece.how == As::Elements);
    }
}

/// A part of a page that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) is: Is,
    pub(super) at: Range<usize>,
    pub(super) how: As,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    Title,
    Date,
    Text,
    /// A comment to factlint.
    Comment,
}

/// A date that only a name or a tag marks is the date of an event if more prose than this is before it.
const BEFORE_DATE: usize = 300;

/// The most bytes of text in an element whose date readers see.
const LONGEST_DATE: usize = 64;

/// The plan of a page. Linear, but for sorting the candidates.
pub(super) fn plan(page: &str) -> Plan {
    let mut outline = Outline::of(page);
    outline.found.sort_by_key(|found| (found.start, Reverse(found.end)));
    let (kept, prose) = kept(std::mem::take(&mut outline.beside), outline.prose);
    let scope = scope(&outline.found, prose);
    let is_article = scope.is_some();
    let scope = scope.unwrap_or(0..page.len());
    let mut texts = texts(&outline.found, &scope, prose);
    let begin = texts.first().map_or(scope.start, |text| text.start);
    let heading = heading(&outline.found, &scope, begin);
    if let (Some(heading), Some(text)) = (heading, texts.first_mut())
        && text.contains(&heading.start)
        && begins_article(&outline.found, heading, &scope, prose)
    {
        text.start = heading.start;
    }
    let piece = |is: Is| move |(at, how)| Piece { is, at, how };
    let title = heading.map(|heading| (heading.at(), As::Elements)).or_else(|| title(&outline, begin));
    let title = title.map(piece(Is::Title));
    let date = date(&outline, &scope).map(piece(Is::Date));
    let comments = outline.comments.into_iter().map(|at| (at, As::Elements)).map(piece(Is::Comment));
    let texts = texts.into_iter().map(|at| (at, As::Elements)).map(piece(Is::Text));
    let mut pieces: Vec<Piece> = comments.chain(texts).chain(title).chain(date).collect();
    pieces.sort_by_key(|piece| (piece.at.start, Reverse(piece.at.end)));
    let mut layouts = outline.layouts;
    layouts.sort_unstable();
    layouts.dedup();
    Plan { pieces, is_article, keeps_lines: false, kept, layouts }
}

/// Of the elements that are beside the article by their names, as (prose, start), those that have more prose
/// than the rest of the page; and the prose of the page with them.
fn kept(mut beside: Vec<(usize, usize)>, mut prose: usize) -> (Vec<usize>, usize) {
    beside.sort_unstable_by_key(|&(some, start)| (Reverse(some), start));
    let mut kept = Vec::new();
    for (some, start) in beside {
        if some <= prose {
            break;
        }
        prose += some;
        kept.push(start);
    }
    kept.sort_unstable();
    (kept, prose)
}

/// The element that is the article: it has at least half of the prose of the page, or of the main element
/// around it.
fn scope(found: &[Candidate], page: usize) -> Option<Range<usize>> {
    let most = |role: Role| {
        let of_role = found.iter().filter(move |found| found.role == role && found.prose > 0);
        of_role.min_by_key(|found| (Reverse(found.prose), found.start))
    };
    let main = most(Role::Main).filter(|main| main.prose * 2 >= page);
    let round = main.map_or(page, |main| main.prose);
    most(Role::Article).filter(|article| article.prose * 2 >= round).or(main).map(Candidate::at)
}

/// The parts of the article that are its text: its bodies and the standfirsts before them, if the bodies have
/// half of its prose; otherwise all of it.
fn texts(found: &[Candidate], scope: &Range<usize>, page: usize) -> Vec<Range<usize>> {
    let prose = found.iter().find(|found| found.at() == *scope).map_or(page, |found| found.prose);
    let inside = || found.iter().filter(|found| scope.start <= found.start && found.end <= scope.end);
    let mut bodies: Vec<&Candidate> = Vec::new();
    for found in inside().filter(|found| found.role == Role::Body) {
        if bodies.last().is_none_or(|last| last.end <= found.start) {
            bodies.push(found);
        }
    }
    let body: usize = bodies.iter().map(|body| body.prose).sum();
    let Some(first) = bodies.first().filter(|_| body > 0 && body * 2 >= prose) else {
        return vec![scope.clone()];
    };
    let before = inside().filter(|found| found.role == Role::Standfirst && found.end <= first.start);
    before.chain(bodies.iter().copied()).map(Candidate::at).collect()
}

/// The headline on the page: the surest in the article, or else the last before its text, or else the first
/// of the page.
fn heading<'f>(found: &'f [Candidate], scope: &Range<usize>, begin: usize) -> Option<&'f Candidate> {
    let titles = || found.iter().filter(|found| matches!(found.role, Role::Headline(_)) && found.text > 0);
    let inside = titles().filter(|found| scope.contains(&found.start)).min_by_key(|found| rank(found));
    let before = || titles().take_while(|found| found.start < begin).last();
    inside.or_else(before).or_else(|| titles().next())
}

/// Whether the text before the headline is not of the article, as menus or the name of a column. It is not if
/// it is less than half of the article.
fn begins_article(found: &[Candidate], heading: &Candidate, scope: &Range<usize>, page: usize) -> bool {
    let article = found.iter().find(|found| found.at() == *scope);
    let (seen, prose) = article.map_or((0, page), |article| (article.seen, article.prose));
    heading.seen.saturating_sub(seen) * 2 < prose
}

/// The headline that the head of the page gives.
fn title(outline: &Outline<'_>, begin: usize) -> Option<(Range<usize>, As)> {
    let page = outline.page;
    let said = outline.og_title.clone().or_else(|| Some(without_site(page, outline.title.clone()?)));
    let said = said.filter(|at| page.get(at.clone()).is_some_and(|title| !title.trim().is_empty()));
    // A headline in a script after the text comes too late: pieces are read in the order of the page.
    let begin = begin.max(outline.begin.unwrap_or_default());
    let linked = || outline.linked_title.clone().filter(|at| at.start < begin);
    said.or_else(linked).map(|at| (at, As::Text))
}

/// The date of publication that readers see, or else the one that the page gives to programs.
fn date(outline: &Outline<'_>, scope: &Range<usize>) -> Option<(Range<usize>, As)> {
    let found = &outline.found;
    let before = found.iter().find(|found| found.start >= scope.start).map_or(0, |found| found.seen);
    let mut dates: Vec<&Candidate> = found
        .iter()
        .filter(|found| match found.role {
            Role::Date(0) => true,
            Role::Date(_) => scope.contains(&found.start) && found.seen < before + BEFORE_DATE,
            _ => false,
        })
        .collect();
    dates.sort_by_key(|found| rank(found));
    let seen = |found: &&Candidate| {
        let mut says = Says(String::new());
        if found.text <= LONGEST_DATE {
            feed(outline.page, found.inner..found.end, As::Elements, &mut says);
        }
        if begins_with_date(says.0.trim_start()) {
            return Some((found.at(), As::Elements));
        }
        day_in(outline.page, found.stamp.clone()?).map(|at| (at, As::Text))
    };
    let said = || outline.date.clone().or_else(|| outline.linked_date.clone()).map(|at| (at, As::Text));
    dates.iter().find_map(seen).or_else(said)
}

/// The text of an element.
struct Says(String);

impl Sink for Says {
    fn text(&mut self, text: &str, _: Range<usize>) {
        self.0.push_str(text);
    }

    fn start(&mut self, _: &Start<'_>) {}
    fn end(&mut self, _: Tag, _: Range<usize>) {}
    fn comment(&mut self, _: Range<usize>) {}
}

/// How sure the role of an element is; 0 is the surest.
const fn rank(found: &Candidate) -> u8 {
    match found.role {
        Role::Headline(rank) | Role::Date(rank) => rank,
        _ => 0,
    }
}

/// A title without the name of the site after it.
fn without_site(page: &str, at: Range<usize>) -> Range<usize> {
    let title = page.get(at.clone()).unwrap_or_default();
    let first = title.find(" | ").or_else(|| title.find(" :: "));
    let last = || [" – ", " — ", " - "].iter().filter_map(|dash| title.rfind(dash)).max();
    let end = first.or_else(last).filter(|&end| !title[..end].trim().is_empty());
    at.start..at.start + end.unwrap_or(title.len())
}
