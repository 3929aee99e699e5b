//! Articles with slips of known kinds at known places.

use std::ops::Range;

use crate::common::Random;

/// A kind of slip. In its sentences `{boat}` is one that no other sentence of any article has,
/// `{port}` is of no matter, and
/// what else has a name differs from slip to slip.
pub(crate) struct Kind {
    pub(crate) rule: &'static str,
    /// The sentences that make the slip together, each in a paragraph of its own.
    sentences: &'static [&'static str],
    /// What another fact puts in the place of a fact.
    pub(crate) facts: Option<(&'static str, &'static str)>,
    /// Whether the same words elsewhere are another slip.
    pub(crate) local: bool,
}

const fn local(
    rule: &'static str,
    sentences: &'static [&'static str],
    facts: Option<(&'static str, &'static str)>,
) -> Kind {
    Kind { rule, sentences, facts, local: true }
}

const fn global(
    rule: &'static str,
    sentences: &'static [&'static str],
    facts: Option<(&'static str, &'static str)>,
) -> Kind {
    Kind { rule, sentences, facts, local: false }
}

pub(crate) const KINDS: &[Kind] = &[
    local("text.doubled-word", &["Crews towed the the {boat} back to the old quay of {port}."], None),
    local(
        "text.spacing",
        &["The pumps of the {boat}  did not start when she left {port}."],
        Some(("did", "would")),
    ),
    local(
        "text.broken-phrase",
        &["According the {boat} harbour log nothing else was damaged in {port}."],
        None,
    ),
    local(
        "date.weekday",
        &["The yard launched the {boat} on Monday, 12 March 2024, in the rain and fog of {port}."],
        Some(("Monday", "Sunday")),
    ),
    local(
        "date.impossible",
        &["Divers saw the {boat} on 31 November 2023 and told the pilots of {port}."],
        Some(("31 November", "31 April")),
    ),
    local(
        "count.parts",
        &["Officers on the {boat} counted 14 crates: six in Italy, four in Greece and three in Spain."],
        Some(("14", "15")),
    ),
    local(
        "count.adjacent",
        &["Divers told the {boat} of nine seven sailors who were still out in the fog off {port}."],
        Some(("nine", "ten")),
    ),
    local(
        "count.gloss",
        &["The owners of the {boat} paid ten (12) pilots for their long days in {port}."],
        Some(("(12)", "(13)")),
    ),
    local(
        "number.grouping",
        &["New engines for the {boat} cost $250,00 and came by road and rail to {port}."],
        Some(("$250,00", "$350,00")),
    ),
    local(
        "place.separator",
        &["Pilots of the {boat} from Italy Greece and Spain drank tea and slept in {port}."],
        Some(("Greece", "Cyprus")),
    ),
    local("quote.unbalanced", &["A mate said: “We on the {boat} waited all night for a tug to come."], None),
    global(
        "acronym.undefined",
        &[
            "The {acronym} sent the {boat} to {port}.",
            "A crew of the {acronym} slept on the {boat} in {port}.",
        ],
        None,
    ),
    global(
        "name.drift",
        &[
            "Captain Karl {family} steered the {boat} into {port}.",
            "Later Karl {drifted} left the {boat} in {port}.",
        ],
        None,
    ),
    global(
        "term.variant",
        &[
            "The crew of the {boat} {british} a fair in {port}.",
            "The owners of the {boat} {american} nothing in {port}.",
        ],
        None,
    ),
];

const PORTS: &[&str] = &["Dunmarsh", "Hollowbay", "Westerquay", "Saltmouth", "Fernhaven", "Greywater"];
const CLEAN: &[&str] = &[
    "The {boat} lay at anchor in {port}.",
    "Fishermen mended their nets beside the {boat}.",
    "Most of the crew of the {boat} slept on deck.",
    "The market of {port} stayed open while the {boat} was loaded.",
    "Fog hid the {boat} from the lighthouse of {port}.",
];
const FAMILIES: &[(&str, &str)] = &[
    ("Vassallo", "Vassalo"),
    ("Camilleri", "Camileri"),
    ("Micallef", "Micalef"),
    ("Zammitto", "Zamitto"),
    ("Galdesso", "Galdeso"),
    ("Pellegrin", "Pelegrin"),
    ("Tabbone", "Tabone"),
];
const SPELLINGS: &[(&str, &str)] =
    &[("organised", "organized"), ("recognised", "recognized"), ("criticised", "criticized")];
const NUMBERS: &[&str] = &["Ninety", "Seventy", "Sixty", "Fifty", "Forty"];
const PEOPLE: &[&str] = &["sailors", "divers", "passengers", "students", "nurses", "teachers", "officers"];

/// A slip: its rule, and what tells it from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Slip {
    pub(crate) rule: &'static str,
    pub(crate) number: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) slip: Option<Slip>,
}

/// An article; the first of its paragraphs is the lead.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    pub(crate) path: String,
    pub(crate) headline: Sentence,
    pub(crate) paragraphs: Vec<Vec<Sentence>>,
}

impl Article {
    /// Its text, and where each sentence is.
    pub(crate) fn text(&self) -> (String, Vec<(Range<usize>, &Sentence)>) {
        let (mut text, mut places) = (String::new(), Vec::new());
        text.push_str(&self.headline.text);
        places.push((0..text.len(), &self.headline));
        text.push_str("\n\nSource: Harbour Gazette\n\nFriday, 5 April 2024\n");
        for paragraph in &self.paragraphs {
            text.push('\n');
            for sentence in paragraph {
                let start = text.len();
                text.push_str(&sentence.text);
                places.push((start..text.len(), sentence));
                text.push(' ');
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        (text, places)
    }

    /// The sentences that have a slip.
    pub(crate) fn slips(&mut self) -> Vec<&mut Sentence> {
        let sentences = std::iter::once(&mut self.headline).chain(self.paragraphs.iter_mut().flatten());
        sentences.filter(|sentence| sentence.slip.is_some()).collect()
    }
}

/// Makes articles and their sentences.
pub(crate) struct Writer {
    pub(crate) random: Random,
    boats: usize,
    slips: usize,
}

impl Writer {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), boats: 0, slips: 0 }
    }

    /// An article with a slip in its headline and `slips` others.
    pub(crate) fn article(&mut self, path: String, slips: usize) -> Article {
        let slip = self.slip("count.headline");
        let headline =
            Sentence { text: self.filled("{nine} {people} rescued off {port}", slip), slip: Some(slip) };
        let lead = Sentence {
            text: self.filled("Eighty-one {people} were rescued when the {boat} sank off {port}.", slip),
            slip: None,
        };
        let mut article = Article { path, headline, paragraphs: vec![vec![lead]] };
        for _ in 0..3 {
            let sentences = (0..1 + self.random.below(3)).map(|_| self.clean()).collect();
            article.paragraphs.push(sentences);
        }
        for _ in 0..slips {
            self.plant(&mut article);
        }
        article
    }

    /// Another slip of a kind that the article can have.
    pub(crate) fn plant(&mut self, article: &mut Article) -> Slip {
        let has =
            |rule: &str| article.paragraphs.iter().flatten().any(|s| s.slip.is_some_and(|s| s.rule == rule));
        let able: Vec<&Kind> = KINDS.iter().filter(|kind| kind.local || !has(kind.rule)).collect();
        let kind = self.random.of(&able);
        self.plant_kind(article, kind)
    }

    /// A slip of this kind, as paragraphs of its own or in those that are there.
    pub(crate) fn plant_kind(&mut self, article: &mut Article, kind: &Kind) -> Slip {
        let slip = self.slip(kind.rule);
        for sentence in kind.sentences {
            let text = self.filled(sentence, slip);
            let sentence = Sentence { text, slip: Some(slip) };
            // A quotation that is not closed would go on over the rest of its paragraph.
            if kind.rule == "quote.unbalanced" || self.random.below(2) == 0 {
                let at = 1 + self.random.below(article.paragraphs.len());
                article.paragraphs.insert(at, vec![sentence]);
            } else {
                self.insert(article, sentence);
            }
        }
        slip
    }

    /// Puts a sentence somewhere into a paragraph.
    pub(crate) fn insert(&mut self, article: &mut Article, sentence: Sentence) {
        let at = self.random.below(article.paragraphs.len());
        let paragraph = &mut article.paragraphs[at];
        // The lead begins with what the headline is held against.
        let first = usize::from(at == 0);
        paragraph.insert(first + self.random.below(paragraph.len() + 1 - first), sentence);
    }

    /// A sentence without a slip.
    pub(crate) fn clean(&mut self) -> Sentence {
        let text = self.random.of(CLEAN);
        Sentence { text: self.fill(text), slip: None }
    }

    /// The same sentence with another port.
    pub(crate) fn reworded(&mut self, text: &str) -> String {
        let port = PORTS.iter().find(|port| text.contains(**port));
        port.map_or_else(|| text.to_owned(), |port| text.replace(port, self.random.of(PORTS)))
    }

    fn slip(&mut self, rule: &'static str) -> Slip {
        self.slips += 1;
        Slip { rule, number: self.slips }
    }

    pub(crate) fn changed(&mut self, slip: Slip) -> Slip {
        self.slip(slip.rule)
    }

    /// A sentence of a slip.
    fn filled(&mut self, text: &str, slip: Slip) -> String {
        fn of<T: Copy>(all: &[T], slip: Slip) -> T {
            all[slip.number % all.len()]
        }
        let ((family, drifted), (british, american)) = (of(FAMILIES, slip), of(SPELLINGS, slip));
        let text = text.replace("{family}", family).replace("{drifted}", drifted);
        let text = text.replace("{british}", british).replace("{american}", american);
        let text = text.replace("{nine}", of(NUMBERS, slip)).replace("{people}", of(PEOPLE, slip));
        self.fill(&text.replace("{acronym}", &acronym(slip.number)))
    }

    fn fill(&mut self, text: &str) -> String {
        self.boats += 1;
        text.replace("{boat}", &boat(self.boats)).replace("{port}", self.random.of(PORTS))
    }
}

fn boat(number: usize) -> String {
    const STARTS: &[&str] =
        &["Bel", "Cor", "Dun", "Fal", "Gar", "Hol", "Kel", "Lor", "Nor", "Pel", "Rud", "Sil", "Tar", "Wen"];
    const MIDDLES: &[&str] = &["a", "ebi", "ido", "oru", "una", "evo", "iga", "oka"];
    const ENDS: &[&str] =
        &["brax", "dimp", "fusk", "golt", "lisk", "mondt", "quor", "tavv", "xunt", "zurm", "plim", "wost"];
    let (start, rest) = (number % STARTS.len(), number / STARTS.len());
    let (middle, rest) = (rest % MIDDLES.len(), rest / MIDDLES.len());
    format!("{}{}{}", STARTS[start], MIDDLES[middle], ENDS[rest % ENDS.len()])
        + &"o".repeat(rest / ENDS.len())
}

fn acronym(number: usize) -> String {
    let letter = |n: usize| char::from(b"BDFGJKLMPRTVWXZ"[n % 15]);
    format!("Q{}{}{}", letter(number), letter(number / 15), letter(number / 225))
}
