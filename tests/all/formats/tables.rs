//! Tables in each format: their columns and what they add up to.

use crate::common::package::{docx, odt, p, read, run};
use crate::common::{LINTER, check, findings};

/// A table as rows of cells.
type Table<'t> = &'t [&'t [&'t str]];

/// A table in five formats, below a sentence.
fn formats(table: Table<'_>) -> [(&'static str, Vec<u8>); 5] {
    let lead = "The harbour told its figures on Monday.";
    let rows = |open: &str, cell: &dyn Fn(&str) -> String, close: &str| {
        let row = |row: &&[&str]| {
            let cells: String = row.iter().map(|text| cell(text)).collect();
            format!("{open}{cells}{close}")
        };
        table.iter().map(row).collect::<String>()
    };
    let lines = rows("|", &|text| format!(" {text} |"), "\n");
    let (head, rest) = lines.split_once('\n').expect("rows");
    let rule = "|---".repeat(table[0].len());
    let html = rows("<tr>", &|text| format!("<td>{text}</td>"), "</tr>");
    let word = rows("<w:tr>", &|text| format!("<w:tc>{}</w:tc>", p(&run(text))), "</w:tr>");
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let open = rows("<table:table-row>", &cell, "</table:table-row>");
    [
        ("text", format!("{lead}\n\n{lines}").into_bytes()),
        ("markdown", format!("{lead}\n\n{head}\n{rule}|\n{rest}").into_bytes()),
        ("html", format!("<article><p>{lead}</p><table>{html}</table></article>").into_bytes()),
        ("docx", docx(&format!("{}<w:tbl>{word}</w:tbl>", p(&run(lead))))),
        ("odt", odt("", &format!("<text:p>{lead}</text:p><table:table>{open}</table:table>"))),
    ]
}

/// What the rule says of a table, the same in all formats.
#[track_caller]
fn told(table: Table<'_>) -> Vec<String> {
    let of = |(format, bytes): (&'static str, Vec<u8>)| {
        let document = read(format, bytes).expect("it is read");
        let findings = LINTER.document(&document).into_iter().filter(|found| found.rule == "table.sum");
        findings.map(|found| found.message).collect::<Vec<_>>()
    };
    let all = formats(table).map(of);
    assert!(all.iter().all(|one| *one == all[0]), "{table:?}: {all:?}");
    all[0].clone()
}

#[test]
fn a_total_that_is_wrong_is_told_in_every_format() {
    let wrong: [(Table<'_>, &str); 10] = [
        (
            &[&["Mooring", "Boats"], &["North", "124"], &["South", "96"], &["Total", "210"]],
            "the rows of \"Boats\" add up to 220, not 210",
        ),
        (
            &[
                &["Item", "2023", "2024"],
                &["Paint", "1,240", "980"],
                &["Rope", "310", "402"],
                &["Total", "1,550", "1,328"],
            ],
            "the rows of \"2024\" add up to 1382, not 1,328",
        ),
        (
            &[
                &["", "Men", "Women", "All"],
                &["Marsa", "14", "3", "17"],
                &["Qormi", "9", "4", "13"],
                &["All", "23", "7", "31"],
            ],
            "the rows of \"All\" add up to 30, not 31",
        ),
        (
            &[
                &["Fee", "Euros"],
                &["Mooring", "€1 240.50"],
                &["Water", "€95.25"],
                &["Grand total:", "€1 353.75"],
            ],
            "the rows of \"Euros\" add up to 1335.75, not €1 353.75",
        ),
        (
            &[
                &["Party", "Votes", "%"],
                &["Harbour", "4,210", "52.1"],
                &["Mole", "3,869", "47.9"],
                &["Total valid votes", "8,097", "100"],
            ],
            "the rows of \"Votes\" add up to 8079, not 8,097",
        ),
        (
            &[
                &["Fuel", "Tonnes", "Share"],
                &["Oil", "610", "61%"],
                &["Gas", "270", "27%"],
                &["Wood", "120", "16%"],
                &["Total", "1,000", "100%"],
            ],
            "the rows of \"Share\" add up to 104, not 100%",
        ),
        (
            &[
                &["Country", "Gold", "Silver", "Medals"],
                &["Malta", "3", "4", "7"],
                &["Italy", "8", "5", "13"],
                &["Spain", "2", "6", "8"],
                &["Totals", "13", "14", "28"],
            ],
            "the rows of \"Silver\" add up to 15, not 14",
        ),
        (
            &[
                &["Line", "Passengers"],
                &["Gozo", "1 204 300"],
                &["Comino", "310 450"],
                &["Sicily", "95 770"],
                &["In all", "1 611 520"],
            ],
            "the rows of \"Passengers\" add up to 1,610,520, not 1 611 520",
        ),
        (
            &[&["Marsa", "41"], &["Qormi", "36"], &["Birgu", "22"], &["Sum", "97"]],
            "the rows of \"column 2\" add up to 99, not 97",
        ),
        (
            &[
                &["Ship", "Length", "Crew"],
                &["Astrid", "40 m", "12"],
                &["Beppe", "38 m", "11"],
                &["Ċensu", "31 m", "9"],
                &["Overall", "109 m", "35"],
            ],
            "the rows of \"Crew\" add up to 32, not 35",
        ),
    ];
    for (table, message) in wrong {
        assert_eq!(told(table), [message], "{table:?}");
    }
}

#[test]
fn a_table_that_is_right_or_may_be_is_silent_in_every_format() {
    let right: [Table<'_>; 12] = [
        &[&["Mooring", "Boats"], &["North", "124"], &["South", "96"], &["Total", "220"]],
        &[&["Area", "£m"], &["Roads", "12.4"], &["Quays", "11.3"], &["Light", "13.5"], &["Total", "37.1"]],
        &[&["Kind", "Share"], &["Oil", "33.3%"], &["Gas", "33.3%"], &["Wood", "33.3%"], &["Total", "100%"]],
        &[
            &["Team", "Played", "Points a game"],
            &["Marsa", "12", "1.8"],
            &["Qormi", "12", "1.2"],
            &["Total", "24", "1.5"],
        ],
        &[
            &["Town", "2022", "2023"],
            &["Marsa", "2022", "2023"],
            &["Qormi", "100", "101"],
            &["Total", "2122", "2124"],
        ],
        &[&["Item", "Sum"], &["Income", "900"], &["Costs", "340"], &["Total", "560"]],
        &[&["Town", "Boats"], &["Marsa", "124"], &["Qormi", "-"], &["Birgu", "31"], &["Total", "165"]],
        &[&["Town", "Boats"], &["Marsa", "124"], &["Qormi", "96 (of them 4 new)"], &["Total", "230"]],
        &[&["Town", "Boats"], &["Marsa", "124"], &["Qormi", "96"], &["Total", "230"], &["Birgu", "10"]],
        &[
            &["Line", "Visitors"],
            &["May", "12,000"],
            &["June", "14,000"],
            &["July", "17,000"],
            &["Total", "42,000"],
        ],
        &[&["Answer", "Sailors"], &["Wind", "61"], &["Waves", "52"], &["Rain", "40"], &["Total", "100"]],
        &[
            &["Team", "1", "2", "Runs"],
            &["Marsa", "3", "4", "7"],
            &["Qormi", "2", "6", "8"],
            &["Total", "5", "10", "15"],
        ],
    ];
    for table in right {
        assert_eq!(told(table), [""; 0], "{table:?}");
    }
}

#[test]
fn cells_that_go_over_others_keep_the_columns_apart() {
    let html = "<article><p>The harbour told its figures on Monday.</p><table>\
        <tr><th rowspan=2>Town</th><th colspan=2>Boats</th></tr><tr><th>Old</th><th>New</th></tr>\
        <tr><td>Marsa</td><td>12</td><td>30</td></tr><tr><td>Qormi</td><td>14</td><td>41</td></tr>\
        <tr><td>Total</td><td>26</td><td>72</td></tr>\
        <tr><td colspan=3>Source: the harbour</td></tr></table></article>";
    let cell = |more: &str, text: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{}</w:tc>", p(&run(text)));
    let row = |cells: [String; 3]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |cells: [&str; 3]| row(cells.map(|text| cell("", text)));
    let word = [
        p(&run("The harbour told its figures on Monday.")),
        "<w:tbl>".to_owned(),
        row([
            cell("<w:vMerge w:val=\"restart\"/>", "Town"),
            cell("<w:gridSpan w:val=\"2\"/>", "Boats"),
            String::new(),
        ]),
        row([cell("<w:vMerge/>", ""), cell("", "Old"), cell("", "New")]),
        plain(["Marsa", "12", "30"]),
        plain(["Qormi", "14", "41"]),
        plain(["Total", "26", "72"]),
        "</w:tbl>".to_owned(),
    ]
    .concat();
    let cell = |more: &str, text: &str| {
        format!("<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [String; 3]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let plain = |cells: [&str; 3]| row(cells.map(|text| cell("", text)));
    let covered = || "<table:covered-table-cell/>".to_owned();
    let open = [
        "<text:p>The harbour told its figures on Monday.</text:p><table:table>".to_owned(),
        row([
            cell("table:number-rows-spanned=\"2\"", "Town"),
            cell("table:number-columns-spanned=\"2\"", "Boats"),
            covered(),
        ]),
        row([covered(), cell("", "Old"), cell("", "New")]),
        plain(["Marsa", "12", "30"]),
        plain(["Qormi", "14", "41"]),
        plain(["Total", "26", "72"]),
        "</table:table>".to_owned(),
    ]
    .concat();
    for (format, bytes) in
        [("html", html.as_bytes().to_vec()), ("docx", docx(&word)), ("odt", odt("", &open))]
    {
        let document = read(format, bytes).expect("it is read");
        let found: Vec<String> = LINTER.document(&document).into_iter().map(|found| found.message).collect();
        assert_eq!(found, ["the rows of \"New\" add up to 71, not 72"], "{format}");
    }
}

#[test]
fn the_report_marks_the_total_and_its_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    let text = "The town told its figures.\n\n| Town | Boats |\n|---|---|\n| Marsa | 124 |\n| Qormi | 96 |\n| Total | 230 |\n";
    std::fs::write(&path, text).expect("written");
    let found = findings(&check(folder.path(), &["--format", "jsonl"]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&7.into(), &11.into()));
    let labels: Vec<&str> = found[0]["labels"]
        .as_array()
        .expect("labels")
        .iter()
        .filter_map(|label| label["text"].as_str())
        .collect();
    assert_eq!(labels, ["told here", "told here"]);
}
