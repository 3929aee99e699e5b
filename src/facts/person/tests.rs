use crate::facts::testing::{hold, none};
use crate::facts::{Key, Kind};

#[test]
fn what_proves_a_name() {
    hold(
        Kind::Person,
        &[Key::Given, Key::Family],
        &[
            (
                "The garden was laid out by Maria Camilleri.",
                &["Maria Camilleri given=Maria family=Camilleri"],
            ),
            ("The case went to Judge Qwertin.", &["Qwertin family=Qwertin"]),
            (
                "First to finish was Qwert Zammitson, 31, in a kayak.",
                &["Qwert Zammitson given=Qwert family=Zammitson"],
            ),
            (
                "It was painted by Qwert L. Zammitson in oils.",
                &["Qwert L. Zammitson given=Qwert L. family=Zammitson"],
            ),
            (
                "The estate passed to Qwert Zammitson Jr. in spring.",
                &["Qwert Zammitson Jr. given=Qwert family=Zammitson"],
            ),
            ("“The reef recovers,” Qwert Zammitson said.", &["Qwert Zammitson given=Qwert family=Zammitson"]),
            (
                "The captain, Qwert Zammitson, steered by the stars.",
                &["Qwert Zammitson given=Qwert family=Zammitson"],
            ),
            (
                "The prize went to Qwert Zammitson, a nurse from Gozo.",
                &["Qwert Zammitson given=Qwert family=Zammitson"],
            ),
        ],
    );
}

#[test]
fn the_parts_of_a_name() {
    hold(
        Kind::Person,
        &[Key::Given, Key::Family, Key::Forename],
        &[
            (
                "The organ was tuned by Anna van der Berg.",
                &["Anna van der Berg given=Anna family=van der Berg forename=Anna"],
            ),
            (
                "The chair is Mary Jane O'Brien now.",
                &["Mary Jane O'Brien given=Mary Jane family=O'Brien forename=Mary"],
            ),
            (
                "A solo by Anne-Marie Galea closed the evening.",
                &["Anne-Marie Galea given=Anne-Marie family=Galea forename=Anne-Marie"],
            ),
            ("The vaccine was made by J.P. Morrow.", &["J.P. Morrow given=J.P. family=Morrow forename=J.P."]),
            (
                "The team is led by Robert “Bob” Tanti again.",
                &["Robert “Bob” Tanti given=Robert “Bob” family=Tanti forename=Robert"],
            ),
            ("A goal by Kim Sung-ho decided it.", &["Kim Sung-ho given=Sung-ho family=Kim forename=Sung-ho"]),
        ],
    );
}

#[test]
fn ages_beside_a_name() {
    hold(
        Kind::Person,
        &[Key::Age],
        &[
            ("Peter Vella, 44, won the regatta.", &["Peter Vella age=44"]),
            ("Peter Vella (19) came second.", &["Peter Vella age=19"]),
            ("Peter Vella, aged 88, planted the oak.", &["Peter Vella age=88"]),
            ("Peter Vella, who has died aged 91, built organs.", &["Peter Vella age=91"]),
            ("Peter Vella, a 27-year-old baker, swam across.", &["Peter Vella age=27"]),
            ("The 63-year-old beekeeper, Peter Vella, retired.", &["Peter Vella age=63"]),
            ("Peter Vella, 12 boats in tow, came home.", &["Peter Vella"]),
            ("Peter Vella, 240, is a misprint.", &["Peter Vella"]),
        ],
    );
}

#[test]
fn later_mentions() {
    let keys = [Key::Given, Key::Family, Key::Full];
    hold(
        Kind::Person,
        &keys,
        &[
            (
                "Maria Camilleri runs the bakery. Camilleri began in 2009.",
                &[
                    "Maria Camilleri given=Maria family=Camilleri full=Maria Camilleri",
                    "Camilleri family=Camilleri full=Maria Camilleri",
                ],
            ),
            (
                "Anna van der Berg spoke first. Later van der Berg left.",
                &[
                    "Anna van der Berg given=Anna family=van der Berg full=Anna van der Berg",
                    "van der Berg family=van der Berg full=Anna van der Berg",
                ],
            ),
            // Not known yet, and no proof beside.
            (
                "Camilleri began in 2009. Maria Camilleri runs the bakery.",
                &["Maria Camilleri given=Maria family=Camilleri full=Maria Camilleri"],
            ),
            // Somebody's firm.
            (
                "Maria Camilleri sold it. Camilleri Ltd. bakes on.",
                &["Maria Camilleri given=Maria family=Camilleri full=Maria Camilleri"],
            ),
        ],
    );
}

#[test]
fn what_tells_them_from_others_of_the_name() {
    hold(
        Kind::Person,
        &[Key::Description],
        &[
            ("Peter Vella, 44, of Mgarr, keeps bees.", &["Peter Vella description=44, mgarr"]),
            ("Peter Vella, 44, keeps bees.", &["Peter Vella"]),
        ],
    );
}

#[test]
fn offices_of_many_words_are_no_person() {
    none(
        Kind::Person,
        &[
            "The firm needs a Chief Operating Officer by May.",
            "Two Chief Marketing Officers left within a year.",
            "The letter went to the Chief Counsel of the port.",
            "She was made General Manager in 2019.",
            "He is Professor Emeritus of chemistry.",
            "The Deputy Harbour Pilot took the helm.",
            "A Chief Data Scientist sets the models.",
        ],
    );
    hold(
        Kind::Person,
        &[Key::Given, Key::Family],
        &[
            ("Chief Operating Officer Maria Borg resigned.", &["Maria Borg given=Maria family=Borg"]),
            ("Chief Counsel Peter Vella signed it.", &["Peter Vella given=Peter family=Vella"]),
            ("Section Chief Karl J. Tanti led the search.", &["Karl J. Tanti given=Karl J. family=Tanti"]),
            ("Chief Risk Officer Qwert Zammitson agreed.", &["Qwert Zammitson given=Qwert family=Zammitson"]),
            ("Judge Maria Butler heard the case.", &["Maria Butler given=Maria family=Butler"]),
            ("Judge Qwert L. Butler heard it.", &["Qwert L. Butler given=Qwert L. family=Butler"]),
        ],
    );
}

#[test]
fn capitals_that_are_no_person() {
    none(
        Kind::Person,
        &[
            "The regatta starts in Valletta Harbour.",
            "The audit was made by Ernst & Young.",
            "They live in Maria Borg Street.",
            "The yacht Maria Borg sank.",
            "The pipes were laid by Peter Vella Ltd. in May.",
            "Grand Opera opened the season.",
            "Qwert Zammitson sailed at noon.",
            "On Monday March winds blew.",
        ],
    );
}
