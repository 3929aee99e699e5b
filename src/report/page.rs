//! The common parts of pages for a browser: look, keys, and a policy that forbids all loading.
//!
//! A page is self-contained: style and script are part of it, and its policy forbids everything else, so it
//! asks no network for anything.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

/// A kind of page.
pub(crate) struct Page {
    pub(crate) title: &'static str,
    /// `page/base.css` and the style of this kind of page.
    pub(crate) style: &'static str,
    /// `page/theme.js` and the script of this kind of page.
    pub(crate) script: &'static str,
}

impl Page {
    /// The start of the page into `<body>`, which is left open.
    pub(crate) fn opening(&self) -> Markup {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; \
             base-uri 'none'; form-action 'none'",
            hash(self.style),
            hash(self.script)
        );
        html! {
            (DOCTYPE)
            (PreEscaped("<html lang=\"en\">"))
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (self.title) }
                // Keeps browsers from asking a server for an icon.
                link rel="icon" href="data:,";
                style { (PreEscaped(self.style)) }
            }
            (PreEscaped("<body>"))
        }
    }

    /// The list of keys for the button `#keys`, the script, and the end of the page.
    pub(crate) fn closing(&self, keys: &[(&str, &str)]) -> Markup {
        html! {
            dialog #help aria-labelledby="help-title" {
                h2 #help-title { "Keys" }
                dl {
                    @for (key, does) in keys {
                        div {
                            dt { @for key in key.split(' ') { kbd { (key) } " " } }
                            dd { (does) }
                        }
                    }
                }
                form method="dialog" { button { "Close" } }
            }
            script { (PreEscaped(self.script)) }
            (PreEscaped("</body></html>"))
        }
    }
}

/// The buttons for the look and for the keys.
pub(crate) fn buttons() -> Markup {
    html! {
        button #theme type="button" {}
        button #keys type="button" aria-haspopup="dialog" aria-label="Keys" title="Keys (?)" { "?" }
    }
}
