//! Who may ask: programs of this computer and the page that is served here, but no page of somebody else that is open in
//! the same browser.

use std::net::SocketAddr;

use hyper::header::{AUTHORIZATION, HOST, HeaderMap, ORIGIN};
use hyper::{Method, StatusCode};

/// Decides which requests are answered.
#[derive(Debug)]
pub(super) struct Guard {
    /// The hosts that requests may be sent to, with the port. A name that somebody else has made to lead here is none of
    /// them.
    hosts: Vec<String>,
    /// The origins of the page that is served here.
    own: Vec<String>,
    /// Other origins that may ask.
    allowed: Vec<String>,
    token: Option<String>,
}

/// A request that is refused: the status, and a sentence with the way out.
pub(super) type Refusal = (StatusCode, String);

impl Guard {
    /// A guard of what is served at an address.
    ///
    /// # Errors
    /// When an origin is none.
    pub(super) fn new(at: SocketAddr, allowed: &[String], token: Option<String>) -> Result<Self, String> {
        let port = at.port();
        let mut hosts = vec![at.to_string()];
        if at.ip().is_loopback() {
            hosts = vec![format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")];
        }
        if let Some(wrong) = allowed.iter().find(|origin| !is_origin(origin)) {
            return Err(format!(
                "--allow-origin {wrong}: this is no origin; write it as https://cms.example or https://cms.example:8443, \
                 without a path"
            ));
        }
        let own = hosts.iter().map(|host| format!("http://{host}")).collect();
        Ok(Self { hosts, own, allowed: allowed.to_vec(), token })
    }

    /// The origin that may read the answer, if a page elsewhere asks that may.
    ///
    /// # Errors
    /// When the request is not to be answered.
    pub(super) fn admit(
        &self,
        method: &Method,
        headers: &HeaderMap,
        page: bool,
    ) -> Result<Option<String>, Refusal> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let refused = |message: String| Err((StatusCode::FORBIDDEN, message));
        let host = text(HOST).unwrap_or_default().to_ascii_lowercase();
        // With a token the server may have any name.
        if self.token.is_none() && !self.hosts.contains(&host) {
            return refused(format!("this is served as http://{}, and not as {host:?}", self.hosts[0]));
        }
        let origin = match headers.get(ORIGIN) {
            None => None,
            Some(_) => {
                let origin = text(ORIGIN).unwrap_or("null");
                let own = self.own.iter().any(|own| own == origin)
                    || self.token.is_some() && origin.strip_prefix("http://") == Some(&host);
                let allowed = self.allowed.iter().any(|allowed| allowed == origin);
                if !own && !allowed {
                    return refused(format!(
                        "pages of {origin} may not ask; start with --allow-origin {origin} if they may"
                    ));
                }
                allowed.then(|| origin.to_owned())
            }
        };
        // Browsers send no origin where a page only shows or follows what it asks for.
        let elsewhere = matches!(text_of(headers, "sec-fetch-site"), Some("cross-site" | "same-site"));
        let followed =
            page && *method == Method::GET && text_of(headers, "sec-fetch-dest") == Some("document");
        if elsewhere && origin.is_none() && !followed {
            return refused("pages elsewhere may not ask; see --allow-origin".to_owned());
        }
        Ok(origin)
    }

    /// Whether a request shows the token, if it must. `key` is what else it says to be one.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn know(&self, headers: &HeaderMap, key: Option<&str>) -> Result<(), Refusal> {
        let Some(token) = &self.token else { return Ok(()) };
        let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        if [shown, key].into_iter().flatten().any(|shown| is_same(shown, token)) {
            return Ok(());
        }
        let message = "a token is needed: `Authorization: Bearer …`, or `apiKey` in LanguageTool's interface";
        Err((StatusCode::UNAUTHORIZED, message.to_owned()))
    }
}

fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// Whether two words are the same. The time it takes tells nothing of where they differ.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |apart, (a, b)| apart | (a ^ b)) == 0
}

/// Whether a text is an origin: a scheme and a host, and no path.
fn is_origin(text: &str) -> bool {
    let Some((scheme, host)) = text.split_once("://") else { return false };
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.:[]_".contains(&b))
    };
    plain(scheme) && plain(host) && text == text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    fn headers(of: &[(&'static str, &str)]) -> HeaderMap {
        of.iter()
            .map(|(name, value)| {
                ((*name).try_into().expect("a name"), HeaderValue::from_str(value).expect("a value"))
            })
            .collect()
    }

    fn guard(allowed: &[&str], token: Option<&str>) -> Guard {
        let allowed: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        Guard::new(([127, 0, 0, 1], 8081).into(), &allowed, token.map(str::to_owned)).expect("origins")
    }

    #[test]
    fn programs_and_the_own_page_may_ask() {
        let guard = guard(&[], None);
        for host in ["127.0.0.1:8081", "localhost:8081", "[::1]:8081", "LOCALHOST:8081"] {
            assert_eq!(guard.admit(&Method::POST, &headers(&[("host", host)]), false), Ok(None));
        }
        let own = headers(&[
            ("host", "localhost:8081"),
            ("origin", "http://localhost:8081"),
            ("sec-fetch-site", "same-origin"),
        ]);
        assert_eq!(guard.admit(&Method::POST, &own, false), Ok(None));
        let link = headers(&[
            ("host", "localhost:8081"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-dest", "document"),
        ]);
        assert_eq!(guard.admit(&Method::GET, &link, true), Ok(None));
    }

    #[test]
    fn pages_elsewhere_may_not_unless_they_are_allowed() {
        let strange = headers(&[("host", "localhost:8081"), ("origin", "https://evil.example")]);
        assert!(guard(&[], None).admit(&Method::POST, &strange, false).is_err());
        let allowed = guard(&["https://evil.example"], None).admit(&Method::POST, &strange, false);
        assert_eq!(allowed, Ok(Some("https://evil.example".to_owned())));
        for header in [
            ("origin", "null"),
            ("origin", "http://localhost:9999"),
            ("origin", "http://localhost:8081.evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let asked = headers(&[("host", "localhost:8081"), header]);
            assert!(guard(&[], None).admit(&Method::GET, &asked, false).is_err(), "{header:?}");
        }
        for host in ["evil.example:8081", "localhost", "127.0.0.1:80", "evil.example", ""] {
            assert!(
                guard(&[], None).admit(&Method::GET, &headers(&[("host", host)]), true).is_err(),
                "{host}"
            );
        }
    }

    #[test]
    fn a_token_must_be_shown() {
        let guard = guard(&[], Some("a-long-secret-word"));
        assert!(guard.know(&headers(&[]), None).is_err());
        assert!(guard.know(&headers(&[("authorization", "Bearer a-long-secret-worm")]), None).is_err());
        assert!(guard.know(&headers(&[("authorization", "Bearer a-long-secret-word")]), None).is_ok());
        assert!(guard.know(&headers(&[]), Some("a-long-secret-word")).is_ok());
    }

    #[test]
    fn an_origin_has_no_path() {
        for wrong in ["cms.example", "https://cms.example/", "https://", "*", "https://CMS.example"] {
            assert!(Guard::new(([127, 0, 0, 1], 1).into(), &[wrong.to_owned()], None).is_err(), "{wrong}");
        }
    }
}
