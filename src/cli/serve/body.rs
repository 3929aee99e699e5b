//! What requests say: in the address, as a form, as JSON, or as the bytes of a file.

use std::borrow::Cow;
use std::time::Duration;

use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::{Request, StatusCode};
use jiff::civil;
use serde::Deserialize;

use super::guard::Refusal;
use crate::answer::{self, Asked, Places};

/// The most bytes of a request.
pub(super) const MOST: usize = 16 << 20;

/// How long the body of a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// The body of a request.
///
/// # Errors
/// When it is too large, or does not arrive in time.
pub(super) async fn read(request: Request<Incoming>) -> Result<Vec<u8>, Refusal> {
    let too_large = || {
        let message =
            format!("a text may have {} MiB here; check the file with `factlint check`", MOST >> 20);
        (StatusCode::PAYLOAD_TOO_LARGE, message)
    };
    let body = request.into_body();
    if body.size_hint().lower() > MOST as u64 {
        return Err(too_large());
    }
    match tokio::time::timeout(PATIENCE, Limited::new(body, MOST).collect()).await {
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, "the text did not arrive in 30 seconds".to_owned())),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(error)) => Err((StatusCode::BAD_REQUEST, format!("the text did not arrive whole: {error}"))),
        Ok(Ok(body)) => Ok(body.to_bytes().into()),
    }
}

/// What is asked of a text. The keys of JSON and of the address are the same; JSON has the text too.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wanted {
    pub(super) text: Option<String>,
    name: Option<String>,
    date: Option<String>,
    places: Option<String>,
    unit: Option<String>,
}

impl Wanted {
    /// Reads the part of an address behind the question mark.
    ///
    /// # Errors
    /// When a key is none.
    pub(super) fn of_query(query: &str) -> Result<Self, Refusal> {
        let mut wanted = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match &*key {
                "name" => &mut wanted.name,
                "date" => &mut wanted.date,
                "places" => &mut wanted.places,
                "unit" => &mut wanted.unit,
                other => {
                    return Err(bad(format!(
                        "there is no key {other:?}; there are name, date, places and unit"
                    )));
                }
            };
            *place = Some(value.into_owned());
        }
        Ok(wanted)
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// When it is none, or has a key that is none.
    pub(super) fn of_json(body: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(body).map_err(|error| {
            bad(format!("{error}; write {{\"text\": \"…\", \"name\": \"draft.txt\"}}, where date, places and unit may be"))
        })
    }

    /// What is asked; `published` is the day of publication of texts of which neither they nor the request tell it.
    ///
    /// # Errors
    /// When a value is none.
    pub(super) fn asked(&self, published: Option<civil::Date>) -> Result<Asked<'_>, Refusal> {
        Ok(Asked {
            name: self.name.as_deref().unwrap_or("text.txt"),
            format: None,
            published: answer::day(self.date.as_deref()).map_err(bad)?.or(published),
            places: Places::named(self.places.as_deref()).map_err(bad)?,
            unit: answer::unit(self.unit.as_deref()).map_err(bad)?,
        })
    }
}

/// The fields of a form, the last of each.
pub(super) struct Form<'f>(Vec<(Cow<'f, str>, Cow<'f, str>)>);

impl<'f> Form<'f> {
    pub(super) fn new(bytes: &'f [u8]) -> Self {
        Self(form_urlencoded::parse(bytes).collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rfind(|(name, _)| name == key).map(|(_, value)| &**value)
    }
}

pub(super) const fn bad(message: String) -> Refusal {
    (StatusCode::BAD_REQUEST, message)
}
