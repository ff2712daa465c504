//! Answers to browsers: pages, files, and the news that something has changed.

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Redirect, Response};
use percent_encoding::percent_decode_str;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::{Look, Office, page};
use crate::assets;
use crate::model::address::Permalink;
use crate::model::archive::Asset;
use crate::model::media_type;
use crate::model::plan::Page;
use crate::pipeline::Preview;
use crate::render::Rendered;

/// Where browsers wait for changes, below the path of the site. No announcement has this address: a dot is no part of
/// a language's code.
pub(super) const CHANGES: &str = ".newsroom/changes";

pub(super) async fn answer(State(office): State<Arc<Office>>, request: Request<Body>) -> Response {
    if office.is_private && !names_this_machine(&request) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let look = Arc::clone(&office.looks.borrow());
    let base = &look.base;
    let uri = request.uri();
    let Ok(path) = percent_decode_str(uri.path()).decode_utf8() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let base_path = percent_decode_str(base).decode_utf8_lossy();
    let Some(inner) = path.strip_prefix(&*base_path) else {
        return Redirect::temporary(base).into_response();
    };
    if inner == CHANGES {
        return changes(&office, uri.query().unwrap_or("")).into_response();
    }
    let Some(preview) = &look.preview else {
        let html = page::without_site(&look, office.language);
        return with_type(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/html; charset=utf-8",
            html.into_bytes(),
        );
    };
    place(&office, &look, preview, inner)
}

/// Whether the browser means this machine: a page of another host whose name leads here is not to read what is not
/// public yet (DNS rebinding).
fn names_this_machine(request: &Request<Body>) -> bool {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    host.is_some_and(|host| {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        let is_loopback = |address: Ipv4Addr| address.is_loopback();
        matches!(name, "localhost" | "[::1]") || name.parse().is_ok_and(is_loopback)
    })
}

/// What is at an address.
fn place(office: &Office, look: &Look, preview: &Preview, inner: &str) -> Response {
    let outputs = &preview.plan().outputs;
    let asked = Permalink::parse(&format!("/{inner}"));
    let page_of = |file: &str| Permalink::parse(&format!("/{}", file.strip_suffix("index.html")?));
    let folder_of = || Permalink::parse(&format!("/{inner}index.html"));
    let found = asked
        .as_ref()
        .and_then(|asked| preview.plan().answering(asked))
        // A page by the name of its file, and a file of content/static by the name of its folder.
        .or_else(|| {
            outputs
                .get_key_value(&page_of(inner)?)
                .map(|(found, _)| found)
        })
        .or_else(|| outputs.get_key_value(&folder_of()?).map(|(found, _)| found));
    let lacks_slash = |found: &Permalink| {
        found.is_page() && !inner.is_empty() && !inner.ends_with('/') && page_of(inner).is_none()
    };
    match (found, asked) {
        (Some(found), Some(_)) if lacks_slash(found) => {
            Redirect::temporary(&found.href(&look.base)).into_response()
        }
        (Some(found), _) => output(
            office,
            look,
            preview,
            found,
            &outputs[found],
            StatusCode::OK,
        ),
        (None, _) => {
            let not_found = outputs.iter().find(|(_, page)| **page == Page::NotFound);
            not_found.map_or_else(
                || StatusCode::NOT_FOUND.into_response(),
                |(permalink, page)| {
                    output(
                        office,
                        look,
                        preview,
                        permalink,
                        page,
                        StatusCode::NOT_FOUND,
                    )
                },
            )
        }
    }
}

fn output(
    office: &Office,
    look: &Look,
    preview: &Preview,
    permalink: &Permalink,
    planned: &Page,
    status: StatusCode,
) -> Response {
    let name = permalink.output_path();
    let media_type = media_type::of(name.as_str().rsplit('/').next().unwrap_or_default());
    let rendered = match planned {
        Page::File(asset) => return from_disk(office, asset, media_type),
        // Encoding would take seconds: browsers scale the picture itself, and turn it as it says.
        Page::Picture(asset, _) => {
            return from_disk(office, asset, media_type::of(asset.name()));
        }
        _ => preview.site().render(permalink, planned),
    };
    match rendered {
        Ok(Rendered::Bytes(bytes)) if planned.is_html() => with_type(
            status,
            media_type,
            page::with_news(bytes, look, office.language),
        ),
        Ok(Rendered::Bytes(bytes)) => with_type(status, media_type, bytes),
        Ok(Rendered::Copy(_) | Rendered::Variant) => StatusCode::NOT_FOUND.into_response(),
        Err(diagnostic) => {
            let problems = std::slice::from_ref(&diagnostic);
            let html = page::of_problems(problems, "", look, office.language);
            with_type(
                StatusCode::INTERNAL_SERVER_ERROR,
                media_type,
                html.into_bytes(),
            )
        }
    }
}

fn from_disk(office: &Office, asset: &Asset, media_type: &'static str) -> Response {
    assets::read(&office.root, asset).map_or_else(
        |_| StatusCode::NOT_FOUND.into_response(),
        |bytes| with_type(StatusCode::OK, media_type, bytes),
    )
}

fn with_type(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, bytes).into_response()
}

/// Server-sent events: one as soon as there is another look than that which the page was made from.
fn changes(
    office: &Office,
    shown: &str,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>> + use<>> {
    let shown = shown.to_owned();
    let looks = WatchStream::new(office.looks.subscribe());
    let news = looks
        .map(|look| look.version.to_string())
        .filter(move |version| *version != shown)
        .map(|version| Ok(Event::default().data(version)));
    Sse::new(news).keep_alive(KeepAlive::default())
}
