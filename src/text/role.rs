//! Roles of words: what a word does beside a number, a date or a name, whatever the language. The word
//! lists of a language say which words have them.

use zerocopy::little_endian::U64;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// A role of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Role(pub(crate) u8);

impl Role {
    /// The role of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        NAMES.iter().position(|n| *n == name).map(|at| Self(at as u8))
    }
}

/// A set of roles, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(crate) struct RoleSet([U64; 4]);

impl RoleSet {
    /// Adds a role.
    pub(crate) fn add(&mut self, role: Role) {
        let part = &mut self.0[usize::from(role.0 / 64)];
        *part |= U64::new(1 << (role.0 % 64));
    }

    /// Adds the roles of another set.
    #[inline]
    pub(crate) fn add_all(&mut self, other: &Self) {
        for (part, other) in self.0.iter_mut().zip(other.0) {
            *part |= other;
        }
    }

    /// Whether a role is in the set.
    #[inline]
    pub(crate) fn has(&self, role: Role) -> bool {
        self.0[usize::from(role.0 / 64)].get() >> (role.0 % 64) & 1 == 1
    }
}

macro_rules! roles {
    ($($constant:ident = $name:literal),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Order { $($constant),* }
        $(#[doc = concat!("`", $name, "`")] pub const $constant: Role = Role(Order::$constant as u8);)*
        /// The names of all roles, as lists write them.
        pub const NAMES: &[&str] = &[$($name),*];
    };
}

roles! {
    THE = "word.the",
    A = "word.a",
    A_OR_AN = "word.a-or-an",
    ARTICLE = "word.article",
    POINTING = "word.pointing",
    POINTING_BACK = "word.pointing-back",
    AND = "word.and",
    OR = "word.or",
    OF = "word.of",
    OF_OR_FOR = "word.of-or-for",
    IN = "word.in",
    OVER = "word.over",
    THAN = "word.than",
    AS = "word.as",
    NO = "word.no",
    WHO = "word.who",
    ELSE = "word.else",
    NUMBER_HALF = "number.half",
    NUMBER_HALF_OF = "number.half-of",
    NUMBER_BOTH = "number.both",
    NUMBER_COUPLE = "number.couple",
    NUMBER_ORDINAL_SUFFIX = "number.ordinal-suffix",
    NUMBER_PENCE = "number.pence",
    LABEL_ABBREVIATION = "label.abbreviation",
    LABEL_ABBREVIATION_CAPITAL = "label.abbreviation-capital",
    DATE_BEFORE_TIME = "date.before-time",
    VERB_PHRASAL = "verb.phrasal",
    DATE_BEFORE_SPAN = "date.before-span",
    MONEY_OF = "money.of",
    MONEY_SUM = "money.sum",
    MONEY_BY = "money.by",
    MONEY_EACH = "money.each",
    BOUND_REACHED = "bound.reached",
    COUNT_PATIENT = "count.patient",
    COUNT_DEFINITE = "count.definite",
    COUNT_BESIDE_ONE = "count.beside-one",
    COUNT_OF_THEM = "count.of-them",
    COUNT_OF_GROUP = "count.of-group",
    COUNT_OUT_OF = "count.out-of",
    COUNT_AMONG = "count.among",
    VERB_OF_SUM = "verb.of-sum",
    COUNT_PEOPLE = "count.people",
    COUNT_MEMBERS = "count.members",
    COUNT_ADDITIVE_NOUN = "count.additive-noun",
    COUNT_NOT_AFTER = "count.not-after",
    COUNT_ELIDED_BEFORE = "count.elided-before",
    COUNT_PLACE_AFTER = "count.place-after",
    COUNT_BEFORE_VERB = "count.before-verb",
    COUNT_TOTAL = "count.total",
    COUNT_EACH = "count.each",
    COUNT_NEW = "count.new",
    COUNT_ALONG = "count.along",
    COUNT_BESIDES = "count.besides",
    COUNT_NUMBER = "count.number",
    COUNT_TOLL = "count.toll",
    COUNT_TOLL_AFTER = "count.toll-after",
    COUNT_TOLL_BEFORE = "count.toll-before",
    COUNT_ONE_MORE = "count.one-more",
    COUNT_OWN = "count.own",
    NOUN_IN_COMPOUND = "noun.in-compound",
    TELEPHONE = "telephone",
    MINUS = "number.minus",
    MEASURE_ADJECTIVE = "measure.adjective",
    TIME_AT = "time.at",
    TIME_BETWEEN = "time.between",
    TIME_HALF = "time.half",
    TIME_HOURS = "time.hours",
    TIME_UNTIL = "time.until",
    DURATION_FOR = "duration.for",
    SINCE = "since",
    SINCE_AGO = "since.ago",
    SINCE_ANNIVERSARY = "since.anniversary",
    SINCE_OTHER = "since.other",
    CHANGE_MOVING = "change.moving",
    CHANGE_ON = "change.on",
    CHANGE_RANK = "change.rank",
    UNIT_SYMBOL = "unit.symbol",
    UNIT_TIME = "unit.time",
    UNIT_MONTH = "unit.month",
    UNIT_YEAR = "unit.year",
    DATE_BEFORE_MONTH = "date.before-month",
    DATE_BEFORE_YEAR = "date.before-year",
    DATE_FROM = "date.from",
    DATE_BETWEEN = "date.between",
    DATE_RANGE = "date.range",
    DATE_FROM_TO = "date.from-to",
    DATE_LASTING = "date.lasting",
    DATE_LED = "date.led",
    DATE_CLAUSE = "date.clause",
    DATE_MONTH_ABBREVIATION = "date.month-abbreviation",
    DATE_POSSESSED = "date.possessed",
    DATE_ERA = "date.era",
    DATE_QUARTER_NOUN = "date.quarter-noun",
    DATE_TODAY = "date.today",
    DATE_YESTERDAY = "date.yesterday",
    NAME_SUFFIX = "name.suffix",
    NAME_SUFFIX_CAPITALS = "name.suffix-capitals",
    NAME_ELIDED_PARTICLE = "name.elided-particle",
    NAME_ELIDED_PARTICLE_CAPITAL = "name.elided-particle-capital",
    NAME_SAINT = "name.saint",
    NAME_JOINT = "name.joint",
    NAME_HONOUR_CAPITALS = "name.honour-capitals",
    NAME_HONOUR = "name.honour",
    NAME_TITLE_GOES_ON = "name.title-goes-on",
    ORGANISATION_SMALL = "organisation.small",
    OFFICE_SMALL = "office.small",
    ALIAS = "name.alias",
    AGE_BEFORE = "age.before",
    AGE_AFTER = "age.after",
    AGE_YEAR = "age.year",
    AGE_OLD = "age.old",
    AGE_BORN = "age.born",
    PERSON_BEFORE_PLACE = "person.before-place",
    PERSON_OF_PLACE = "person.of-place",
    PERSON_DESCRIBED_BY = "person.described-by",
    VERB_SAID = "verb.said",
    VERB_OF_PERSON = "verb.of-person",
    VERB_QUOTING = "verb.quoting",
    WORD_SPEAKER = "word.speaker",
    WORD_SPEAKER_SMALL = "word.speaker-small",
    WORD_SPEAKER_CAPITAL = "word.speaker-capital",
    LIST_PAIR = "list.pair",
    LIST_BETWEEN = "list.between",
    LIST_OPEN = "list.open",
    LIST_NAMELY = "list.namely",
    LIST_NOUN = "list.noun",
    LIST_FAMILY = "list.family",
    LIST_RESPECTIVELY = "list.respectively",
    LIST_OFFENCE = "list.offence",
    LIST_LAST = "list.last",
    LIST_CALLED = "list.called",
    LIST_THOSE = "list.those",
    LIST_MEMBER = "list.member",
    LIST_PARTY = "list.party",
    LIST_CHOSEN = "list.chosen",
    LIST_TITLE = "list.title",
    LIST_FOLLOWING = "list.following",
    SHARE_VOTE = "share.vote",
    SHARE_MADE_OF = "share.made-of",
    SHARE_MAKES = "share.makes",
    SHARE_MORE = "share.more",
    SHARE_FIGURE = "share.figure",
    SHARE_TOTAL = "share.total",
    GROUP_STRONG = "group.strong",
    SHARE_REST = "share.rest",
    SHARE_ALL = "share.all",
    SHARE_NONE = "share.none",
    OUTCOME_TRIAL = "outcome.trial",
    OUTCOME_VOTE = "outcome.vote",
    OUTCOME_LIFE = "outcome.life",
    OUTCOME_TEST = "outcome.test",
    OUTCOME_BID = "outcome.bid",
    PARTS_LEFT = "parts.left",
    PARTS_LOT = "parts.lot",
    SHARE_WHOLE = "share.whole",
    SHARE_ONE = "share.one",
    SHARE_SEVERAL = "share.several",
    SHARE_ANSWER = "share.answer",
    SHARE_UNDECIDED = "share.undecided",
    SHARE_RATE = "share.rate",
    SHARE_SEX = "share.sex",
    SHARE_MOVED = "share.moved",
    SHARE_CHANGE = "share.change",
    SHARE_OUT = "share.out",
    SHARE_RANK = "share.rank",
    SHARE_AMOUNT = "share.amount",
    SHARE_AXIS = "share.axis",
    SHARE_NAME = "share.name",
    SHARE_FOR = "share.for",
    SHARE_AGAINST = "share.against",
    SHARE_SURE = "share.sure",
    SHARE_GRADE = "share.grade",
    SHARE_MALE = "share.male",
    SHARE_FEMALE = "share.female",
    SHARE_POSSESSION = "share.possession",
    SHARE_EXACT = "share.exact",
    SHARE_IS = "share.is",
    SHARE_WORDS = "share.words",
    SHARE_SO = "share.so",
    MONEY_LOOSE = "money.loose",
    SHARE_RATIO = "share.ratio",
    SHARE_ONLY = "share.only",
    SHARE_PRO = "share.pro",
    ACRONYM_KNOWN_AS = "acronym.known-as",
    ACRONYM_CALLED = "acronym.called",
    ACRONYM_INTRODUCED_BY = "acronym.introduced-by",
    ACRONYM_FORM = "acronym.form",
    ACRONYM_KIND = "acronym.kind",
    ACRONYM_OWNED = "acronym.owned",
    ACRONYM_NAMED = "acronym.named",
    ACRONYM_SHOUTED = "acronym.shouted",
    ACRONYM_LED = "acronym.led",
    ACRONYM_MEASURED = "acronym.measured",
    ACRONYM_NOT_NOUN = "acronym.not-noun",
    ACRONYM_WARE = "acronym.ware",
    ACRONYM_SHORT = "acronym.short",
    ACRONYM_STANDS = "acronym.stands",
    SYNTAX_NOT = "syntax.not",
    SYNTAX_RELATIVE = "syntax.relative",
    SYNTAX_PLUS = "syntax.plus",
    SYNTAX_TO = "syntax.to",
    SYNTAX_ADVERB = "syntax.adverb",
    SYNTAX_PAST = "syntax.past",
    SYNTAX_ONE = "syntax.one",
    SYNTAX_BETWEEN = "syntax.between",
    SYNTAX_EACH = "syntax.each",
    SYNTAX_BE = "syntax.be",
    SYNTAX_MODAL = "syntax.modal",
    SYNTAX_DO = "syntax.do",
    SYNTAX_OPEN = "syntax.open",
    SYNTAX_REST = "syntax.rest",
    SYNTAX_REMAINDER = "syntax.remainder",
    SYNTAX_LEADING = "syntax.leading",
    SYNTAX_SUBORDINATE = "syntax.subordinate",
    SYNTAX_CONJUNCTION = "syntax.conjunction",
    SYNTAX_TELLING = "syntax.telling",
    SYNTAX_THAT = "syntax.that",
    SYNTAX_THE = "syntax.the",
    SYNTAX_WHO = "syntax.who",
    SYNTAX_NAMELY = "syntax.namely",
    SYNTAX_MADE = "syntax.made",
    SYNTAX_AMONG = "syntax.among",
    SYNTAX_WITH = "syntax.with",
    SYNTAX_WHILE = "syntax.while",
    SYNTAX_TOTAL = "syntax.total",
    KIND_OF_PERSON = "kind.of-person",
}

// A set of roles has 256 bits.
const _: () = assert!(NAMES.len() <= 256);
