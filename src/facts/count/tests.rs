use crate::facts::testing::{hold, none};
use crate::facts::{Key, Kind};

#[test]
fn what_is_counted() {
    hold(
        Kind::Count,
        &[Key::Value, Key::Noun, Key::Class],
        &[
            (
                "The vineyard hired 40 students for the harvest.",
                &["40 students value=40 noun=student class=person"],
            ),
            ("Rangers freed eleven seals from nets.", &["eleven seals value=11 noun=seal class=other"]),
            (
                "The orchestra gave one concert in the quarry.",
                &["one concert value=1 noun=concert class=event"],
            ),
            ("She recorded 23 species on the cliff.", &["23 species value=23 noun=species class=thing"]),
            ("The dig uncovered 2,400 shards.", &["2,400 shards value=2400 noun=shard class=other"]),
            ("The telescope weighs 9.5 tonnes.", &["9.5 tonnes value=9.5 noun=tonne class=measure"]),
            ("The cellar holds 1.250 bottles.", &["1.250 bottles value=1250 noun=bottle class=thing"]),
            ("Six Romanians reached the summit.", &["Six Romanians value=6 noun=romanian class=person"]),
            ("The league has 14 QZGs as members.", &["14 QZGs value=14 noun=qzg class=other"]),
        ],
    );
}

#[test]
fn the_words_that_narrow_a_count() {
    hold(
        Kind::Count,
        &[Key::Noun, Key::Modifiers, Key::Place, Key::Predicate],
        &[
            (
                "Two young grey owls were released.",
                &["Two young grey owls noun=owl modifiers=young grey predicate=release"],
            ),
            (
                "Officers seized 12 stolen bicycles.",
                &["12 stolen bicycles noun=bicycle modifiers=stolen predicate=seize"],
            ),
            (
                "Four Portuguese trawlers anchored nearby.",
                &["Four Portuguese trawlers noun=trawler place=PT"],
            ),
            (
                "The bank closed nine branches in Estonia.",
                &["nine branches noun=branch place=EE predicate=close"],
            ),
            (
                "The mill bought three second-hand looms.",
                &["three second-hand looms noun=loom modifiers=second hand predicate=buy"],
            ),
        ],
    );
}

#[test]
fn groups_parts_of_them_and_more() {
    let keys = [Key::Value, Key::Noun, Key::Additive, Key::Subset, Key::Whole, Key::Ratio, Key::Definite];
    hold(
        Kind::Count,
        &keys,
        &[
            ("The three choirs sang outdoors.", &["three choirs value=3 noun=choir definite=true"]),
            ("Another five cyclists retired.", &["five cyclists value=5 noun=cyclist additive=true"]),
            ("Eight more nurses resigned.", &["Eight more nurses value=8 noun=nurse additive=true"]),
            (
                "Two of the pilots were trained abroad.",
                &["Two of the pilots value=2 noun=pilot subset=true definite=true"],
            ),
            (
                "Three of the twelve bridges need repair.",
                &[
                    "Three of the twelve bridges value=3 noun=bridge subset=true whole=12 ratio=25 definite=true",
                    "twelve bridges value=12 noun=bridge definite=true",
                ],
            ),
            ("Five of them had been vaccinated.", &["Five of them value=5 subset=true"]),
        ],
    );
}

#[test]
fn bounds_and_shares() {
    hold(
        Kind::Count,
        &[Key::Value, Key::Bound, Key::Share],
        &[
            ("At least 30 shops lost power.", &["At least 30 shops value=30 bound=at-least"]),
            ("The court heard up to 15 witnesses.", &["up to 15 witnesses value=15 bound=at-most"]),
            ("About two dozen walkers were lost.", &["About two dozen walkers value=24 bound=about"]),
            ("Nine farms (30 per cent) had no water.", &["Nine farms value=9 bound=exact share=30"]),
            ("A pair of swans nested there.", &["A pair of swans value=2 bound=exact"]),
            ("A couple of kayaks drifted off.", &["A couple of kayaks value=2 bound=about"]),
        ],
    );
}

#[test]
fn a_noun_left_out() {
    hold(
        Kind::Count,
        &[Key::Value, Key::Place, Key::Predicate, Key::Additive, Key::Elided],
        &[
            (
                "The firm runs nine kilns: six in Malta.",
                &["nine kilns value=9", "six value=6 place=MT elided=true"],
            ),
            ("Seven were arrested at dawn.", &["Seven value=7 predicate=arrest elided=true"]),
            ("Two others slept on deck.", &["Two others value=2 additive=true elided=true"]),
        ],
    );
}

#[test]
fn counts_that_stand_together() {
    hold(
        Kind::Count,
        &[Key::Adjacent, Key::Joined],
        &[
            (
                "The zoo keeps four tigers and nine llamas.",
                &["four tigers joined=true", "nine llamas joined=true"],
            ),
            ("In the hall sat 30 players.", &["30 players"]),
            ("The clerk read out 12 14 votes.", &["14 votes adjacent=true"]),
        ],
    );
}

#[test]
fn numbers_that_count_nothing() {
    none(
        Kind::Count,
        &[
            "The five-day course begins in autumn.",
            "Flight 93 was late again.",
            "The bill came to 40 euros.",
            "Turnout fell to 61 per cent.",
            "The cook, aged 44, swam ashore.",
            "They met on 3 May 2024.",
            "No one saw the comet.",
            "The vote was 218 to 209.",
            "The clinic is at 12 Harbour Street.",
        ],
    );
}
