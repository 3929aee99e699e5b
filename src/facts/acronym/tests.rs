use crate::facts::testing::{hold, none};
use crate::facts::{Key, Kind};

#[test]
fn defined_where_the_long_form_stands_beside() {
    hold(
        Kind::Acronym,
        &[Key::Name, Key::Role, Key::Long],
        &[
            (
                "The Maritime Rescue Centre (MRC) trains divers.",
                &["MRC name=MRC role=define long=maritime rescue centre"],
            ),
            (
                "The MRC (Maritime Rescue Centre) trains divers.",
                &["MRC name=MRC role=define long=maritime rescue centre"],
            ),
            (
                "A heat pump water heater (HPWH) was fitted.",
                &["HPWH name=HPWH role=define long=heat pump water heater"],
            ),
            ("The mill uses power purchase agreements, or PPAs.", &["PPAs name=PPA role=define"]),
            ("It is a polar low, also known as PLX.", &["PLX name=PLX role=define"]),
        ],
    );
}

#[test]
fn used_where_nothing_tells_what_it_is() {
    hold(
        Kind::Acronym,
        &[Key::Name, Key::Role],
        &[
            ("The coach blamed the GZQ for the delay.", &["GZQ name=GZQ role=use"]),
            ("Two GZQs were felled.", &["GZQs name=GZQ role=use"]),
            ("The grant came from the KWV-TZB.", &["KWV-TZB name=KWV-TZB role=use"]),
        ],
    );
}

#[test]
fn known_to_readers_or_through_the_article() {
    hold(
        Kind::Acronym,
        &[Key::Role],
        &[
            ("The probe was built by NASA.", &["NASA role=known"]),
            ("The route is flown by EVA Airways Corporation.", &["EVA role=known"]),
            ("The wreck was raised by GZB, a salvage firm.", &["GZB role=known"]),
            ("Help came from the Dutch Coast Guard, KNRM.", &["KNRM role=known"]),
            ("The Gozo Orchid Society met in May. Growers praised the GOS.", &["GOS role=known"]),
        ],
    );
}

#[test]
fn a_name_where_nothing_shows_a_noun() {
    hold(
        Kind::Acronym,
        &[Key::Role],
        &[
            ("The tug maker GZB lent it to the crew of the GZB.", &["GZB role=name", "GZB role=name"]),
            ("Sales at QRX fell.", &["QRX role=name"]),
            ("Gozo Sails (NYSE: VTR) closed.", &["NYSE role=known", "VTR role=name"]),
            ("The KETOB pilots liked it.", &["KETOB role=name"]),
            ("The KTBs crew met.", &["KTBs role=name"]),
        ],
    );
}

#[test]
fn a_misfit_has_all_letters_but_one() {
    hold(
        Kind::Acronym,
        &[Key::Name, Key::Misfit],
        &[
            ("The Gozo Harbour Board (GHNB) met.", &["GHNB name=GHNB misfit=true"]),
            ("The Gozo Harbour Board (GHB) met.", &["GHB name=GHB"]),
            ("The Gozo Harbour Board (XYZ) met.", &["XYZ name=XYZ"]),
        ],
    );
}

#[test]
fn capitals_that_are_no_acronym() {
    none(
        Kind::Acronym,
        &[
            "VALLETTA — The carnival began at noon.",
            "Chapter XIV tells of the siege.",
            "The bill came from AT&T.",
            "The MK-7 engine failed.",
            "She scored a B in music.",
            "The budget of FY2016 was cut.",
            "THE SHOW MUST GO ON",
            "The button reads EMERGENCYSTOP in red.",
        ],
    );
}
