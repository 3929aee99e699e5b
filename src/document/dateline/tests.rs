use super::{is_date_line, opening};

#[test]
fn datelines_as_agencies_and_firms_write_them() {
    for (dateline, text) in [
        ("PARIS, March 9 -", " The ferry is back."),
        ("PARIS —", " The ferry is back."),
        ("LONDON (Agency) -", " The ferry is back."),
        ("London (Agency) –", " The ferry is back."),
        ("VALLETTA, March 6, 2024 (Agency) -", " The ferry is back."),
        ("VALLETTA, Malta, March 6, 2024 (AGENCY) --", " Cargo Net has a ferry."),
        ("VALLETTA, Malta--(AGENCY)--", "Cargo Net has a ferry."),
        ("VALLETTA, March 6, 2024 /Agency/ --", " Cargo Net has a ferry."),
        ("DERBY, Tuesday 14 May 2024 –", " The mayor has a ferry."),
        ("LOS ANGELES, CA - October 23, 2025 -", " Cargo Net has a ferry."),
        ("LOS ANGELES, CA - October 23, 2025 (AGENCY) -", " Cargo Net (Nasdaq: CNET) has a ferry."),
        ("SAN FRANCISCO and NEW YORK, Oct. 1, 2025 –", " Cargo Net has a ferry."),
        ("ST. JOHN'S, N.L., Sept. 3, 2025 –", " Cargo Net has a ferry."),
        ("Stoke-on-Trent, 6 March 2024:", " The ferry is back."),
        ("NEW DELHI:", " The ferry is back."),
        ("Mumbai, Mar 9 (AGN)", " The ferry is back."),
        ("(Valletta, 6 March 2024)", " The ferry is back."),
        ("(VALLETTA, 6 March 2024) –", " “The ferry is back,” she said."),
        ("6 March 2024 –", " The ferry is back."),
        ("6 March 2024 –", " Cargo Net – The Ferry is back."),
        ("(Agency) - May 22, 2025 - VALLETTA —", " Cargo Net has a ferry."),
        ("GENEVA/PARIS, 6 March –", " The ferry is back."),
    ] {
        let whole = format!("{dateline}{text}");
        assert_eq!(opening(&whole).map(|to| &whole[..to]), Some(dateline), "{whole}");
    }
}

#[test]
fn lines_that_are_datelines() {
    for line in [
        "Griffin, United States - November 26, 2024 / Cargo Net /",
        "Valletta, 6 March 2024",
        "VALLETTA, March 6, 2024 (Agency)",
        "12 March 2024",
    ] {
        assert_eq!(opening(line), Some(line.len()), "{line}");
    }
    for line in [
        "Updated 14:05",
        "Last updated: 3 May 2024, 10:05 GMT",
        "Published: 3 May 2024 | 10.05am",
        "Tue 5 May 2020",
        "Tuesday, 5 May 2020, 10:00 AEST",
        "3 hours ago",
        "2024-05-03",
        "2024-05-03T10:05Z",
        "03/05/2024",
        "May 3rd, 2024 at 9:30 p.m. ET",
        "Friday",
    ] {
        assert!(is_date_line(line), "{line}");
    }
}

#[test]
fn texts_that_begin_with_a_place_or_a_date() {
    for text in [
        "Paris is cold in March – the ferry is not.",
        "Cargo Net – a firm from Gozo – has a ferry.",
        "NASA – which runs it – has a ferry.",
        "March 9 is the day of the ferry.",
        "On 6 March 2024 the ferry came back.",
        "In 2024, the ferry came back - late.",
        "Ana Borg, 44, has a ferry.",
        "Nine - no, ten - boats came.",
        "(The ferry is back.)",
        "",
        "–",
    ] {
        assert_eq!(opening(text), None, "{text}");
    }
    for line in ["Ferry back in May", "Nine boats", "10", "The day of the ferry", "May we come", "On 3 May"] {
        assert_eq!(is_date_line(line), line == "On 3 May", "{line}");
    }
}
