//! Where a line of text may be broken: after spaces, but not before a mark that closes; after a
//! dash or a slash; between any two ideographs; and so on.
//!
//! The rules are those of Unicode's annex 14, which numbers them LB1 to LB31. Those of Korean jamo, of
//! Brahmic clusters and of Hebrew are left out. The marks that occur in news texts have the classes of the
//! annex; all other characters have a class by their width.

use unicode_width::UnicodeWidthChar as _;

/// The line-breaking class of a character, by the names of the annex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// AL: letters, and characters without a class of their own.
    Letter,
    /// NU.
    Digit,
    /// ID: characters that may each stand at the end and at the beginning of a line.
    Ideograph,
    /// CM: goes with the character before.
    Combining,
    /// ZWJ.
    Joiner,
    /// SP.
    Space,
    /// ZW: a space of no width.
    Gap,
    /// BK, CR, LF and NL.
    End,
    /// WJ.
    Glue,
    /// GL.
    NoBreak,
    /// OP.
    Open,
    /// CL.
    Close,
    /// CP: brackets that may stand inside a word.
    Bracket,
    /// QU that only opens.
    OpenQuote,
    /// QU that only closes.
    CloseQuote,
    /// QU that may do both.
    Quote,
    /// EX.
    Exclamation,
    /// IS: marks inside a number.
    Infix,
    /// SY.
    Slash,
    /// BA.
    After,
    /// BB.
    Before,
    /// B2: an em dash.
    Dash,
    /// HY.
    Hyphen,
    /// IN: leaders.
    Leader,
    /// NS: small kana and the like.
    NonStarter,
    /// PR: before a number.
    Prefix,
    /// PO: after a number.
    Postfix,
    /// RI: half of a flag.
    Flag,
}

use Class as C;

impl Class {
    fn of(c: char) -> Self {
        match c {
            ' ' => C::Space,
            '0'..='9' => C::Digit,
            'a'..='z' | 'A'..='Z' => C::Letter,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => C::End,
            '\u{200b}' => C::Gap,
            '\u{200d}' => C::Joiner,
            '\u{2060}' | '\u{feff}' => C::Glue,
            '\u{a0}' | '\u{2007}' | '\u{2011}' | '\u{202f}' => C::NoBreak,
            '(' | '[' | '{' | '¡' | '¿' | '‚' | '„' | '⁅' => C::Open,
            '}' | '、' | '。' | '，' | '．' | '｡' | '､' => C::Close,
            ')' | ']' => C::Bracket,
            '‘' | '“' | '«' | '‹' | '‛' | '‟' => C::OpenQuote,
            '’' | '”' | '»' | '›' => C::CloseQuote,
            '"' | '\'' => C::Quote,
            '!' | '?' | '！' | '？' => C::Exclamation,
            ',' | '.' | ':' | ';' | '⁄' => C::Infix,
            '/' => C::Slash,
            '\t' | '|' | '\u{ad}' | '‒' | '–' | '‧' | '\u{3000}' => C::After,
            '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' => C::After,
            '´' => C::Before,
            '—' => C::Dash,
            '-' | '‐' => C::Hyphen,
            '․' | '‥' | '…' => C::Leader,
            '‼' | '‽' | '⁇'..='⁉' | '：' | '；' | '々' | '〜' | '・' | 'ー' => C::NonStarter,
            '$' | '+' | '\\' | '£' | '¤' | '¥' | '±' | '№' | '−' | '＄' | '￡' | '￥' => C::Prefix,
            '%' | '¢' | '°' | '‰'..='‷' | '℃' | '℉' | '％' => C::Postfix,
            '₧' | '₶' | '₻' | '₾' => C::Postfix,
            '\u{20a0}'..='\u{20cf}' => C::Prefix,
            '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}' if u32::from(c) % 2 == 0 => C::Open,
            '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}' => C::Close,
            '（' | '［' => C::Open,
            '）' | '］' => C::Close,
            // The skin tone of the emoji before.
            '\u{1f3fb}'..='\u{1f3ff}' => C::Combining,
            '\u{1f1e6}'..='\u{1f1ff}' => C::Flag,
            c => match c.width() {
                None | Some(0) => C::Combining,
                Some(1) => C::Letter,
                Some(_) => C::Ideograph,
            },
        }
    }
}

/// A character with those that combine with it.
#[derive(Clone, Copy)]
struct Unit {
    start: usize,
    class: Class,
    is_wide: bool,
    /// Whether the next character belongs to the unit too.
    joins: bool,
}

/// The bytes of `line` at which it may be broken, without its start and end.
pub(super) fn breaks(line: &str) -> Vec<usize> {
    let mut units: Vec<Unit> = Vec::with_capacity(line.len());
    for (start, c) in line.char_indices() {
        let class = C::of(c);
        let combines = matches!(class, C::Combining | C::Joiner);
        match units.last_mut() {
            // LB9
            Some(last) if combines && !matches!(last.class, C::Space | C::End | C::Gap) => {
                last.joins = class == C::Joiner;
            }
            // LB8a
            Some(last) if last.joins => *last = Unit { class, joins: false, ..*last },
            // LB10
            _ => units.push(Unit {
                start,
                class: if combines { C::Letter } else { class },
                is_wide: c.width() == Some(2),
                joins: class == C::Joiner,
            }),
        }
    }
    (1..units.len()).filter(|&at| may_break(&units[..at], &units[at..])).map(|at| units[at].start).collect()
}

/// Whether a line may be broken between two runs of characters, neither of which is empty.
fn may_break(before: &[Unit], after: &[Unit]) -> bool {
    let (Some(left), Some(right)) = (before.last(), after.first()) else { return false };
    let (left, right, next) = (left.class, right.class, after.get(1).map(|unit| unit.class));
    // The last character before the spaces at the end of `before`, if it ends in spaces, and the one before
    // that.
    let mut solid = before.iter().rev().map(|unit| unit.class).skip_while(|&class| class == C::Space);
    let (held, earlier) = (solid.next(), solid.next());
    match (left, right) {
        // LB4 to LB8
        (C::End, _) => true,
        (_, C::End | C::Space | C::Gap) => false,
        _ if held == Some(C::Gap) => true,
        // LB11 to LB14
        (C::Glue | C::NoBreak, _) | (_, C::Glue) => false,
        (_, C::NoBreak) if !matches!(left, C::Space | C::After | C::Hyphen) => false,
        (_, C::Close | C::Bracket | C::Exclamation | C::Slash | C::Infix) => false,
        _ if held == Some(C::Open) => false,
        // LB15
        _ if held == Some(C::OpenQuote) && opens_after(earlier) => false,
        (_, C::CloseQuote) if closes_before(next) => false,
        // LB16 to LB18
        (_, C::NonStarter) if matches!(held, Some(C::Close | C::Bracket)) => false,
        (_, C::Dash) if held == Some(C::Dash) => false,
        (C::Space, _) => true,
        // LB19 to LB22
        (C::OpenQuote | C::CloseQuote | C::Quote, _) => false,
        (_, C::OpenQuote | C::CloseQuote | C::Quote) => false,
        (C::Hyphen, C::Letter) => !begins_word(earlier),
        (_, C::After | C::Hyphen | C::NonStarter | C::Leader) | (C::Before, _) => false,
        // LB23 to LB25: what belongs to a number
        (C::Digit, C::Digit | C::Letter | C::Prefix | C::Postfix) => false,
        (C::Letter, C::Digit | C::Prefix | C::Postfix) => false,
        (C::Prefix | C::Postfix, C::Digit | C::Letter | C::Open) => false,
        (C::Prefix, C::Ideograph) | (C::Ideograph, C::Postfix) => false,
        (C::Close | C::Bracket, C::Prefix | C::Postfix) => false,
        (C::Hyphen | C::Infix | C::Slash, C::Digit) => false,
        // LB28 to LB30: what belongs to a word
        (C::Letter | C::Infix, C::Letter) => false,
        (C::Letter | C::Digit, C::Open) => after[0].is_wide,
        (C::Bracket, C::Letter | C::Digit) => before[before.len() - 1].is_wide,
        (C::Flag, C::Flag) => before.iter().rev().take_while(|unit| unit.class == C::Flag).count() % 2 == 0,
        _ => true,
    }
}

/// Whether a quotation mark after this leans on what follows.
const fn opens_after(class: Option<Class>) -> bool {
    matches!(
        class,
        None | Some(C::End | C::Open | C::NoBreak | C::Space | C::Gap)
            | Some(C::OpenQuote | C::CloseQuote | C::Quote)
    )
}

/// Whether a quotation mark before this leans on what precedes.
const fn closes_before(class: Option<Class>) -> bool {
    matches!(
        class,
        None | Some(C::Space | C::NoBreak | C::Glue | C::Close | C::Bracket | C::Exclamation)
            | Some(C::OpenQuote | C::CloseQuote | C::Quote | C::Infix | C::Slash | C::End | C::Gap)
    )
}

/// Whether a hyphen after this begins a word, as in "-able".
const fn begins_word(class: Option<Class>) -> bool {
    matches!(class, None | Some(C::End | C::Space | C::Gap | C::NoBreak))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_where_a_reader_expects_it() {
        for line in [
            "the ÷nine ÷seven ÷sailors",
            "and/÷or, ÷14/15",
            "2019–÷20, ÷day÷—÷or ÷night",
            "sites ÷(11 ÷of ÷them), ÷“so ÷he ÷said”, ÷ended",
            "no ! ÷yes",
            "$1,200 ÷m, ÷€5.2m, ÷7 ÷% ÷of ÷(−3)%",
            "word… ÷…÷more",
            "a\u{a0}b ÷c",
            "-able ÷un-÷able ÷3-4",
            "新÷し÷い÷港、÷「船」÷で",
            "é\u{301}÷👩‍👧÷🇲🇹÷🇫🇷",
            "« oui » ÷non",
            "‘ once ÷more ’ ÷a",
        ] {
            let mut shown = line.replace('÷', "");
            for at in breaks(&shown).into_iter().rev() {
                shown.insert(at, '÷');
            }
            assert_eq!(shown, line);
        }
    }
}
