//! The page, with its style and script in it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

const FRAME: &str = include_str!("../../page/page.html");
const STYLE: &str = concat!(include_str!("../../report/page/base.css"), include_str!("../../page/page.css"));
const SCRIPT: &str = include_str!(concat!(env!("OUT_DIR"), "/page.js"));

/// A page as it is sent.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) html: String,
    /// What the page may load: its own style and script, and answers of this server.
    pub(super) policy: String,
}

impl Page {
    pub(super) fn new() -> Self {
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; connect-src 'self'; img-src data:; \
             base-uri 'none'; form-action 'none'",
            hash(STYLE),
            hash(SCRIPT)
        );
        let version = env!("CARGO_PKG_VERSION");
        let mut html = String::with_capacity(FRAME.len() + STYLE.len() + SCRIPT.len());
        let mut rest = FRAME;
        while let Some((before, after)) = rest.split_once("{{") {
            html.push_str(before);
            let Some((name, after)) = after.split_once("}}") else { break };
            html.push_str(match name {
                "policy" => &policy,
                "version" => version,
                "style" => STYLE,
                "script" => SCRIPT,
                // The engine of this page is the server.
                _ => "",
            });
            rest = after;
        }
        html.push_str(rest);
        // What frames a page cannot be said in the page itself.
        let policy = format!("{policy}; frame-ancestors 'none'");
        Self { html, policy }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_frame_is_left_open() {
        let page = Page::new();
        assert!(!page.html.contains("{{policy}}") && !page.html.contains("{{engine}}"));
        assert!(
            page.html.contains(SCRIPT) && page.html.contains(STYLE) && page.html.contains(&page.policy[..40])
        );
        assert!(!SCRIPT.contains("</script"), "the script would end early");
    }
}
