//! junit: test results in the XML of that tool, which CI systems show.
//!
//! A file is a suite and a finding is a failed case, since Jenkins and GitLab show only one failure of a
//! case. A case is named by its message and not by its place, so that the next run has the same name for it.
//! The sums over all suites are optional and are left out, since they would have to come first. The file of a
//! case is left out too: the schema of Jenkins does not know it.

use std::io::{self, Write};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::BytesText;
use quick_xml::writer::ElementWriter;
use rustc_hash::FxHashMap;

use super::{Report, compact, xml};
use crate::checked::{Checked, Summary};
use crate::document::Positions;
use crate::{Document, Finding};

/// The report as test results.
#[derive(Debug)]
pub struct Junit {
    root: xml::Root,
}

impl Default for Junit {
    fn default() -> Self {
        Self { root: xml::Root::new("testsuites", ("name", "factlint")) }
    }
}

impl Report for Junit {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let path = xml::text(&checked.document.path);
        // Jenkins takes the part of a class before its last point for the package.
        let class = Path::new(&*path).with_extension("");
        let class = class.to_string_lossy();
        let failures = checked.findings.len();
        self.root.element(out, "testsuite", |suite| {
            suite
                .with_attributes([("name", &*path), ("file", &*path)])
                .with_attribute(("tests", failures.max(1).to_string().as_str()))
                .with_attribute(("failures", failures.to_string().as_str()))
                .with_attributes([("errors", "0"), ("skipped", "0"), ("time", "0")])
                .write_inner_content(|cases| {
                    if failures == 0 {
                        case(cases, &class, "no findings").write_empty()?;
                    }
                    failed(cases, &class, checked)
                })
                .map(drop)
        })
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.root.end(out)
    }
}

/// Writes a case for each finding. GitLab drops the second of two cases with one name, so that gets a number.
fn failed<W: Write>(cases: &mut Writer<W>, class: &str, checked: &Checked) -> io::Result<()> {
    let document = &checked.document;
    let mut positions = Positions::new(document);
    let mut names: FxHashMap<String, usize> = FxHashMap::default();
    for finding in &checked.findings {
        let mut name = format!("{}: {}", finding.rule, finding.message);
        let count = names.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name.push_str(&format!(" ({count})"));
        }
        let told = told(document, &mut positions, finding);
        case(cases, class, &xml::text(&name)).write_inner_content(|case| {
            case.create_element("failure")
                .with_attribute(("type", finding.severity.name()))
                .with_attribute(("message", &*xml::text(&finding.message)))
                .write_text_content(BytesText::from_escaped(partial_escape(xml::text(&told))))
                .map(drop)
        })?;
    }
    Ok(())
}

fn case<'c, W: Write>(cases: &'c mut Writer<W>, class: &str, name: &str) -> ElementWriter<'c, W> {
    let attributes = [("name", name), ("classname", class), ("time", "0")];
    cases.create_element("testcase").with_attributes(attributes)
}

/// The whole text of a finding, since GitLab shows nothing else of a failure.
fn told(document: &Document, positions: &mut Positions<'_>, finding: &Finding) -> String {
    let mut told = compact::line(document, positions, finding);
    for label in &finding.labels {
        let (line, column) = positions.of(label.span.start);
        told.push_str(&format!("\n{}:{line}:{column}: {}", document.path, label.text));
    }
    if let Some(help) = &finding.help {
        told.push_str("\nhelp: ");
        told.push_str(help);
    }
    told
}
