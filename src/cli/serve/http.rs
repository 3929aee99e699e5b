//! Connections and requests, with limits on their number, their size and their time.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW,
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::civil;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::super::streams::tell;
use super::body::{self, Form, MOST, Wanted, bad};
use super::guard::{Guard, Refusal};
use super::languagetool;
use super::page::Page;
use crate::answer::Answer;
use crate::gate::Config;
use crate::visible;

/// The most connections at once. Others wait until one ends.
const CONNECTIONS: usize = 256;

/// The most KiB of texts at once. Others wait to be read.
const KIB: usize = 128 << 10;

/// How long the head of a request may take, which is also how long a connection may be idle.
const HEAD: Duration = Duration::from_secs(10);

/// How long a connection takes new requests, and how long the last one may then take to be answered and read.
const LIFE: Duration = Duration::from_secs(120);
const REST: Duration = Duration::from_secs(30);

const JSON: &str = "application/json; charset=utf-8";

/// What is served.
pub(super) struct Service {
    config: Arc<Config>,
    guard: Guard,
    published: Option<civil::Date>,
    page: Page,
    /// The KiB of texts that may still be read.
    memory: Semaphore,
    /// The checks that may still begin.
    checks: Semaphore,
}

impl Service {
    pub(super) fn new(config: Arc<Config>, guard: Guard, published: Option<civil::Date>) -> Arc<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (memory, checks) = (Semaphore::new(KIB), Semaphore::new(cores));
        Arc::new(Self { config, guard, published, page: Page::new(), memory, checks })
    }
}

/// Serves what connects, without end.
pub(super) async fn serve(listener: TcpListener, service: Arc<Service>) {
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // The semaphore is never closed.
        let Ok(permit) = free.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let service = service.clone();
                tokio::spawn(async move {
                    connection(stream, service).await;
                    drop(permit);
                });
            }
            Err(error) => {
                tell(format_args!("warning: a connection could not be taken: {error}"));
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// Answers the requests of a connection. What a client does wrong on it, or that it goes, is no concern of others.
async fn connection(stream: TcpStream, service: Arc<Service>) {
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request| {
        let service = service.clone();
        async move { Ok::<_, Infallible>(service.answer(request).await) }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let mut served = pin!(builder.serve_connection(TokioIo::new(stream), answer));
    if tokio::time::timeout(LIFE, served.as_mut()).await.is_err() {
        served.as_mut().graceful_shutdown();
        let _ = tokio::time::timeout(REST, served).await;
    }
}

impl Service {
    async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let is_page = matches!(path.as_str(), "/" | "/index.html");
        let origin = match self.guard.admit(&method, request.headers(), is_page) {
            Ok(origin) => origin,
            Err(refusal) => return refused(refusal),
        };
        let mut response = if method == Method::OPTIONS && origin.is_some() {
            preflight()
        } else {
            match (&method, path.as_str()) {
                (&Method::GET | &Method::HEAD, "/" | "/index.html") => self.page(),
                (&Method::POST, "/check") => self.check(request).await.unwrap_or_else(refused),
                (&Method::GET | &Method::POST, "/v2/check") => {
                    self.languagetool(request).await.unwrap_or_else(refused)
                }
                (&Method::GET, "/v2/languages") => {
                    answer(StatusCode::OK, JSON, languagetool::languages().to_string())
                }
                (_, "/" | "/index.html" | "/check" | "/v2/check" | "/v2/languages") => {
                    let allowed = if is_page { "GET, HEAD" } else { "POST" };
                    let message = format!("{method} is not answered here; take {allowed}");
                    let mut response = refused((StatusCode::METHOD_NOT_ALLOWED, message));
                    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
                    response
                }
                _ => refused((
                    StatusCode::NOT_FOUND,
                    "there is nothing here; there are /, /check, /v2/check and /v2/languages".to_owned(),
                )),
            }
        };
        if let Some(origin) = origin.and_then(|origin| HeaderValue::from_str(&origin).ok()) {
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        } else {
            set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        }
        response
    }

    fn page(&self) -> Response<Full<Bytes>> {
        let mut response = answer(StatusCode::OK, "text/html; charset=utf-8", self.page.html.clone());
        if let Ok(policy) = HeaderValue::from_str(&self.page.policy) {
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }

    /// The body of a request, once there is room for it, and the room.
    async fn read(
        &self,
        request: Request<Incoming>,
    ) -> Result<(Vec<u8>, tokio::sync::SemaphorePermit<'_>), Refusal> {
        let most = request.body().size_hint().upper().unwrap_or(MOST as u64).min(MOST as u64);
        let kib = u32::try_from(most >> 10).unwrap_or_default() + 1;
        let busy = |_| (StatusCode::SERVICE_UNAVAILABLE, "the server ends".to_owned());
        let room = self.memory.acquire_many(kib).await.map_err(busy)?;
        Ok((body::read(request).await?, room))
    }

    /// Works on a thread of its own, when a core is free for it.
    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let failed = |message: &str| (StatusCode::INTERNAL_SERVER_ERROR, message.to_owned());
        let _core = self.checks.acquire().await.map_err(|_| failed("the server ends"))?;
        tokio::task::spawn_blocking(work).await.map_err(|_| failed("the check did not end"))
    }

    async fn check(self: &Arc<Self>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Refusal> {
        self.guard.know(request.headers(), None)?;
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_json =
            kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let query = request.uri().query().unwrap_or_default().to_owned();
        let (bytes, _room) = self.read(request).await?;
        let service = self.clone();
        let text = self
            .work(move || {
                let mut wanted = Wanted::of_query(&query)?;
                let mut bytes = bytes;
                if is_json {
                    wanted = Wanted::of_json(&bytes)?;
                    let text = wanted.text.take();
                    bytes = text.ok_or_else(|| bad("there is no `text`".to_owned()))?.into_bytes();
                }
                let asked = wanted.asked(service.published)?;
                let unread = |error: crate::document::Unreadable| {
                    (StatusCode::UNPROCESSABLE_ENTITY, format!("{}: {error}", asked.name))
                };
                Ok::<_, Refusal>(
                    Answer::new(&service.config, &asked, bytes).map_err(unread)?.json(&service.config),
                )
            })
            .await??;
        Ok(answer(StatusCode::OK, JSON, text))
    }

    async fn languagetool(
        self: &Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, Refusal> {
        let headers = request.headers().clone();
        let query = request.uri().query().unwrap_or_default().to_owned();
        let posted = request.method() == Method::POST;
        let (bytes, _room) = self.read(request).await?;
        let bytes = if posted && !bytes.is_empty() { bytes } else { query.into_bytes() };
        let service = self.clone();
        let found = self
            .work(move || {
                let form = Form::new(&bytes);
                service.guard.know(&headers, form.get("apiKey"))?;
                languagetool::check(&service.config, &form, service.published)
            })
            .await??;
        Ok(answer(StatusCode::OK, JSON, visible::json_text(&found)))
    }
}

fn answer(status: StatusCode, kind: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (VARY, "Origin"),
    ] {
        set(&mut response, name, value);
    }
    response
}

fn set(response: &mut Response<Full<Bytes>>, name: HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

fn refused((status, message): Refusal) -> Response<Full<Bytes>> {
    answer(status, JSON, visible::json_text(&json!({ "error": message })))
}

/// The answer to a browser that asks whether a page elsewhere may ask.
fn preflight() -> Response<Full<Bytes>> {
    let mut response = answer(StatusCode::NO_CONTENT, JSON, String::new());
    set(&mut response, ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    set(&mut response, ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type");
    set(&mut response, HeaderName::from_static("access-control-allow-private-network"), "true");
    response
}
