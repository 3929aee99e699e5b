//! checkstyle: the XML of the tool of that name, which many readers of lint results know.

use std::io::{self, Write};

use super::{Report, advice, xml};
use crate::checked::{Checked, Summary};
use crate::document::Positions;

/// The report in the format of Checkstyle 4.3 and later.
#[derive(Debug)]
pub struct Checkstyle {
    root: xml::Root,
}

impl Default for Checkstyle {
    fn default() -> Self {
        Self { root: xml::Root::new("checkstyle", ("version", "4.3")) }
    }
}

impl Report for Checkstyle {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let mut positions = Positions::new(document);
        self.root.element(out, "file", |file| {
            let file = file.with_attribute(("name", &*xml::text(&document.path)));
            if checked.findings.is_empty() {
                return file.write_empty().map(drop);
            }
            file.write_inner_content(|inside| {
                for finding in &checked.findings {
                    let (line, column) = positions.of(finding.span.start);
                    inside
                        .create_element("error")
                        .with_attribute(("line", line.to_string().as_str()))
                        .with_attribute(("column", column.to_string().as_str()))
                        .with_attribute(("severity", finding.severity.name()))
                        .with_attribute(("message", &*xml::text(&advice(finding))))
                        .with_attribute(("source", format!("factlint.{}", finding.rule).as_str()))
                        .write_empty()?;
                }
                Ok(())
            })
            .map(drop)
        })
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.root.end(out)
    }
}
