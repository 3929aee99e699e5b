//! The parts of an article around its text, in each way that newspapers, agencies and firms write them, and the
//! same in all formats.

use crate::common::package::{docx, p, read, run, zones};

/// Where lines stand in an article.
#[derive(Clone, Copy)]
enum Place {
    /// Above the headline.
    Above,
    /// Between headline and lead.
    Below,
    /// After the text.
    After,
}

/// An article in four formats. The first line is marked as the headline where a format can.
fn formats(lines: &[&str], headline: usize) -> [(&'static str, Vec<u8>); 4] {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let markdown = |(i, line): (usize, &&str)| {
        let line = line.replace('#', "\\#").replace('*', "\\*").replace("-30", "\\-30");
        if i == headline { format!("# {line}") } else { line }
    };
    let html = |(i, line): (usize, &&str)| {
        let tag = if i == headline { "h1" } else { "p" };
        format!("<{tag}>{}</{tag}>\n", escaped(line))
    };
    let word = |(i, line): (usize, &&str)| {
        let style = if i == headline { "<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>" } else { "" };
        p(&format!("{style}{}", run(&escaped(line))))
    };
    let all = || lines.iter().enumerate();
    [
        ("text", lines.join("\n\n").into_bytes()),
        ("markdown", all().map(markdown).collect::<Vec<_>>().join("\n\n").into_bytes()),
        ("html", format!("<article>{}</article>", all().map(html).collect::<String>()).into_bytes()),
        ("docx", docx(&all().map(word).collect::<String>())),
    ]
}

const HEADLINE: &str = "Nine ferries come back to Gozo";
const LEAD: &str = "Nine ferries are back at the mole of Gozo.";
const BODY: [&str; 3] = [
    "The first sailed at noon.",
    "The last came in after midnight, said the harbour master.",
    "A tenth lies in the yard.",
];

/// Holds that lines have these zones in all formats, and that headline, lead and text keep theirs.
#[track_caller]
fn hold(place: Place, parts: &[(&str, &str)]) {
    let mut wanted: Vec<(&str, &str)> = match place {
        Place::Above => parts.to_vec(),
        _ => Vec::new(),
    };
    let headline = wanted.len();
    wanted.push(("headline", HEADLINE));
    if matches!(place, Place::Below) {
        wanted.extend(parts);
    }
    wanted.push(("lead", LEAD));
    wanted.extend(BODY.map(|line| ("body", line)));
    if matches!(place, Place::After) {
        wanted.extend(parts);
    }
    let lines: Vec<&str> = wanted.iter().map(|(_, line)| *line).collect();
    for (format, bytes) in formats(&lines, headline) {
        let document = read(format, bytes).expect("it is read");
        // Of a page what stands above the headline is not read.
        let from = if format == "html" { headline } else { 0 };
        assert_eq!(zones(&document), wanted[from..], "as {format}");
    }
}

#[test]
fn an_end_that_looks_like_a_bullet() {
    let document = read("text", [HEADLINE, LEAD, "- Ends -", "Ana Borg"].join("\n\n").into_bytes());
    let zones: Vec<&str> = zones(&document.expect("it is read")).into_iter().map(|(zone, _)| zone).collect();
    assert_eq!(zones, ["headline", "lead", "boilerplate", "boilerplate"]);
}

#[test]
fn bylines() {
    for line in [
        "By Ana Borg",
        "By Ana Borg and Luis Vella, Chief Reporter",
        "BY ANA BORG",
        "Our Foreign Staff",
        "Ana Borg",
        "Ana Borg, Harbour Correspondent",
        "Words by Ana Borg",
        "By Gazette Staff",
        "Staff Reporter",
        "By Ana Borg in Valletta and Luis Vella in Rome",
        "By Ana Borg | Harbour Gazette",
        "By Ana van der Borg for the Harbour Gazette",
        "Written by: J. R. Borg Jr.",
        "By Ana Borg, ana.borg@gazette.example",
        "Reporting by Ana Borg; Editing by Luis Vella",
    ] {
        hold(Place::Below, &[("byline", line)]);
    }
    hold(Place::After, &[("byline", "Reporting by Ana Borg; Editing by Luis Vella")]);
    hold(Place::After, &[("byline", "Additional reporting by Luis Vella.")]);
    hold(Place::After, &[("byline", "Ana Borg")]);
}

#[test]
fn marks_above_the_headline_and_second_headlines_below() {
    for line in [
        "Exclusive",
        "EXCLUSIVE:",
        "FOR IMMEDIATE RELEASE",
        "For immediate release: Harbour Office",
        "PRESS RELEASE",
        "*** Media release ***",
        "Breaking news",
        "OPINION",
        "Not for distribution in the islands",
    ] {
        hold(Place::Above, &[("kicker", line)]);
    }
    hold(
        Place::Above,
        &[
            ("kicker", "FOR IMMEDIATE RELEASE"),
            ("boilerplate", "Contact: Ana Borg, 2010 0000"),
            ("dateline", "6 March 2024"),
        ],
    );
    hold(Place::Below, &[("kicker", "A tenth still lies in the yard"), ("byline", "By Ana Borg")]);
    hold(
        Place::Below,
        &[("kicker", "A tenth still lies in the yard"), ("dateline", "Valletta, 6 March 2024")],
    );
}

#[test]
fn lines_of_the_date() {
    for line in [
        "6 March 2024",
        "Wednesday, March 6, 2024",
        "Valletta, 6 March 2024",
        "VALLETTA, March 6, 2024 (Agency)",
        "Griffin, United States - November 26, 2024 / Cargo Net /",
        "Published: 6 March 2024",
        "Published 6 March 2024 at 14.05",
        "Last updated: March 6, 2024, 2:05 p.m. ET",
        "Updated 14:05",
        "Posted on Wed 6 Mar 2024",
        "2024-03-06",
        "06/03/2024 10:00 GMT",
        "3 hours ago",
        "EMBARGOED UNTIL 00:01 GMT, 6 March 2024",
        "Under embargo until Thursday",
    ] {
        hold(Place::Below, &[("dateline", line)]);
        hold(Place::Above, &[("dateline", line)]);
        hold(Place::Below, &[("byline", "By Ana Borg"), ("dateline", line)]);
    }
    hold(Place::After, &[("dateline", "Last updated: 6 March 2024, 10:05")]);
}

#[test]
fn datelines_in_the_lead() {
    for dateline in [
        "PARIS, March 9 -",
        "LONDON (Agency) -",
        "VALLETTA, March 6, 2024 (Agency) -",
        "Valletta, 6 March 2024 –",
        "DERBY, Tuesday 14 May 2024 –",
        "LOS ANGELES, CA - October 23, 2025 -",
        "VALLETTA, Malta, March 6, 2024 /Agency/ --",
        "VALLETTA, Malta--(AGENCY)--",
        "(Agency) - May 22, 2025 - VALLETTA —",
        "VALLETTA —",
        "NEW DELHI:",
        "Mumbai, Mar 9 (AGN)",
        "(Valletta, 6 March 2024)",
    ] {
        let lead = format!("{dateline} {LEAD}");
        let lines = [HEADLINE, "By Ana Borg", &lead, BODY[0]];
        for (format, bytes) in formats(&lines, 0) {
            let document = read(format, bytes).expect("it is read");
            let wanted = [
                ("headline", HEADLINE),
                ("byline", "By Ana Borg"),
                ("dateline", dateline),
                ("lead", LEAD),
                ("body", BODY[0]),
            ];
            assert_eq!(zones(&document), wanted, "as {format}");
        }
    }
}

#[test]
fn a_dateline_after_bullets() {
    let lines =
        [HEADLINE, "• Nine are back", "• A tenth is not", "VALLETTA, 6 March 2024 - Nine ferries are back."];
    let document = read("text", lines.join("\n\n").into_bytes()).expect("it is read");
    let zones: Vec<&str> = zones(&document).into_iter().map(|(zone, _)| zone).collect();
    assert_eq!(zones, ["headline", "list", "list", "dateline", "lead"]);
}

#[test]
fn what_comes_after_the_text() {
    for end in ["ENDS", "-ENDS-", "*** ENDS ***", "###", "# # #", "-30-", "[End of release]"] {
        hold(
            Place::After,
            &[
                ("boilerplate", end),
                ("boilerplate", "The harbour office has 40 rooms and two boats."),
                ("boilerplate", "Ana Borg"),
            ],
        );
    }
    for heading in [
        "Notes to editors",
        "NOTES TO EDITORS:",
        "Note to Editors",
        "About Cargo Net",
        "About the Gozo Harbour Office:",
        "About us",
        "Forward-Looking Statements",
        "Disclaimer",
    ] {
        hold(
            Place::After,
            &[
                ("boilerplate", heading),
                ("boilerplate", "Cargo Net has nine ferries, and was founded in 1950."),
            ],
        );
    }
    for contact in [
        "Contact:",
        "Media enquiries:",
        "MEDIA CONTACTS",
        "For further information, please contact:",
        "Press office",
    ] {
        hold(
            Place::After,
            &[
                ("boilerplate", contact),
                ("boilerplate", "Ana Borg, Press Officer"),
                ("boilerplate", "+356 2010 0000"),
                ("boilerplate", "press@cargo.example"),
            ],
        );
    }
    hold(Place::After, &[("boilerplate", "About Cargo Net: Cargo Net has nine ferries.")]);
    hold(Place::After, &[("boilerplate", "Contact: Ana Borg, 2010 0000")]);
}

#[test]
fn lines_about_the_article_and_its_page() {
    for line in [
        "Correction: The ferry is called Rita.",
        "This article was amended on 7 March 2024. An earlier version said that ten ferries were back.",
        "This story has been updated with the words of the harbour master.",
        "Editor’s note: the author owns a ferry.",
        "Share this article",
        "Read more: How the tenth ferry was lost",
        "Related: Nine sailors rescued off Gozo",
        "Also read: Nine sailors rescued off Gozo",
        "Follow us on Chirp",
        "Sign up for our newsletter",
        "ADVERTISEMENT",
        "© 2024 Harbour Gazette",
        "Copyright 2024 Harbour Gazette. All rights reserved.",
        "The post Nine ferries come back to Gozo appeared first on Harbour Gazette.",
        "For more information, visit www.cargo.example.",
    ] {
        hold(Place::After, &[("boilerplate", line)]);
    }
    for line in [
        "Photo: Luis Vella / Harbour Gazette",
        "Pictured: the ferry at the mole",
        "File photo",
        "Image credit: Luis Vella",
    ] {
        hold(Place::Below, &[("caption", line)]);
        hold(Place::After, &[("caption", line)]);
    }
}

#[test]
fn captions_that_the_format_marks() {
    let page = "<article><h1>Nine back</h1><figure><img src=a><figcaption>The mole in March</figcaption></figure>\
                <p>Nine ferries are back.</p></article>";
    let document = read("html", page.into()).expect("it is read");
    assert_eq!(zones(&document)[1], ("caption", "The mole in March"));
    let caption = p(&format!("<w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr>{}", run("The mole in March")));
    let body = [p(&run("Nine ferries are back.")), caption].concat();
    let document = read("docx", docx(&body)).expect("it is read");
    assert_eq!(zones(&document), [("lead", "Nine ferries are back."), ("caption", "The mole in March")]);
}

#[test]
fn figures_that_were_a_table() {
    for line in ["Cars 1,204 1,310 Vans 310 290 Lorries 95 101", "17,520 16,204", "$ 4.1 $ 3.9 $ 12.0"] {
        hold(Place::After, &[("table", line)]);
    }
}

#[test]
fn headlines_of_any_end_and_length() {
    let long = "Harbour office, coast guard and the ferry line of Gozo agree after nine weeks of talks on a plan by \
                which nine of the ten ferries come back before the summer and the tenth is sold to a museum in Ghent";
    for headline in [
        "“The ferry is back”",
        "Is the ferry “back for good?”",
        "Why is the ferry back?",
        "The ferry is back!",
        "Ferry line opens an office in the U.S.",
        "Cargo Net buys Ferry Line Inc.",
        "St. Paul’s Bay gets its ferry back",
        long,
    ] {
        for (format, bytes) in formats(&[headline, LEAD, BODY[0]], usize::MAX) {
            let document = read(format, bytes).expect("it is read");
            assert_eq!(
                zones(&document),
                [("headline", headline), ("lead", LEAD), ("body", BODY[0])],
                "as {format}"
            );
        }
    }
}

#[test]
fn a_file_may_start_with_the_text() {
    for first in [
        LEAD,
        "“The ferry is back,” said the captain. “It took long.”",
        "VALLETTA, March 6 – The ferry is back",
        "The harbour office opened at nine: two boats went out.",
    ] {
        let document = read("text", [first, BODY[0]].join("\n\n").into_bytes()).expect("it is read");
        assert!(document.articles[0].title().is_none(), "{first}");
    }
}

#[test]
fn text_that_only_looks_like_a_part() {
    for line in [
        "By noon nine ferries were back, and by dusk all of them.",
        "About 200 people came to the mole.",
        "Contact with the tenth ferry was lost in March.",
        "The ends of the mole are closed.",
        "Getty Images said that it had bought a photo by Ana Borg of the ferry.",
        "Copyright in the songs is with the choir.",
        "Related firms were asked to pay.",
        "Photographs of the ferry hang in the office.",
        "Published accounts show a loss of nine million.",
        "The vote was 12-5 in 2010, 13-4 in 2011, and 10-7 in 2012.",
    ] {
        hold(Place::After, &[("body", line)]);
    }
}

#[test]
fn marks_on_lines_of_one_paragraph_are_apart() {
    let text = "Nine ferries come back to Gozo\nBy Ana Borg\n6 March 2024\n\nNine ferries are\nback.\n\nThe first sailed.\nENDS\nAna Borg";
    let document = read("text", text.into()).expect("it is read");
    let wanted = [
        ("headline", "Nine ferries come back to Gozo"),
        ("byline", "By Ana Borg"),
        ("dateline", "6 March 2024"),
        ("lead", "Nine ferries are\nback."),
        ("body", "The first sailed."),
        ("boilerplate", "ENDS"),
        ("boilerplate", "Ana Borg"),
    ];
    assert_eq!(zones(&document), wanted);
}
