//! A preview of the site for its writers: pages are rendered when they are asked for, and browsers show them anew when
//! a file is saved. Nothing is published.

mod answer;
mod changes;
mod page;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::BaseUrl;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::pipeline::{self, Memory, Options, Preview};
use crate::resolve::Visibility;

use changes::Changes;

/// What is shown, and where.
pub struct Settings {
    /// The folder of the site.
    pub root: PathBuf,
    /// In place of that of `site.yaml`; only its path matters here.
    pub base_url: Option<BaseUrl>,
    /// Show drafts and embargoed announcements as well.
    pub drafts: bool,
    /// The time at which embargoes are judged, asked for at each look.
    pub now: fn() -> Timestamp,
    /// In which problems are told.
    pub language: Language,
}

/// What the server has to say to the person at the terminal.
pub enum Notice<'a> {
    /// It answers at this address.
    Ready(&'a str),
    /// It has looked at the site, for the first time or after a change.
    Looked(&'a Look),
    /// It cannot notice changes, for this reason; pages are shown as they were at the start.
    Blind(&'a str),
}

/// What a look at the site found.
pub struct Look {
    /// The last state without errors; `None` until there is one.
    preview: Option<Preview>,
    /// Everything that is wrong now.
    pub problems: Vec<Diagnostic>,
    /// Another after each look.
    version: u64,
}

/// What all answers are made from.
struct Office {
    root: PathBuf,
    /// The path of the site: `/`, or `/news/`.
    base: RwLock<String>,
    look: RwLock<Look>,
    /// Whether only this machine is to see it.
    is_private: bool,
    language: Language,
    /// Tells waiting browsers the version of each look.
    looked: watch::Sender<u64>,
}

/// Serves the site on a socket until the process ends.
///
/// # Errors
/// When the server cannot run.
pub fn serve(
    settings: Settings,
    listener: std::net::TcpListener,
    say: impl Fn(Notice<'_>) + Send + 'static,
) -> std::io::Result<()> {
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let mut watcher = Watcher::new(settings);
    // Before the first look, so that nothing is missed in between.
    let changes = Changes::watch(&watcher.settings.root);
    let look = watcher.look();
    let office = Arc::new(Office {
        root: watcher.settings.root.clone(),
        is_private: address.ip().is_loopback(),
        language: watcher.settings.language,
        base: RwLock::new(base_path(&look, &watcher.settings)),
        looked: watch::Sender::new(look.version),
        look: RwLock::new(look),
    });
    say(Notice::Looked(&read(&office.look)));
    say(Notice::Ready(&url(address, &read(&office.base))));
    let shared = Arc::clone(&office);
    match changes {
        Ok(changes) => drop(std::thread::spawn(move || {
            watcher.run(&changes, &shared, &say)
        })),
        Err(reason) => say(Notice::Blind(&reason)),
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_io()
        .enable_time()
        .build()?;
    runtime.block_on(async move {
        let router = Router::new().fallback(answer::answer).with_state(office);
        axum::serve(TcpListener::from_std(listener)?, router).await
    })
}

/// Looks at the site, first and after each change.
struct Watcher {
    settings: Settings,
    memory: Memory,
    version: u64,
}

impl Watcher {
    fn new(settings: Settings) -> Self {
        Self {
            settings,
            memory: Memory::default(),
            // So that a browser which still waits for a server of before sees that this is another one.
            version: u64::from(std::process::id()) << 20,
        }
    }

    /// The site as it is now.
    fn look(&mut self) -> Look {
        let options = Options {
            root: self.settings.root.clone(),
            base_url: self.settings.base_url.clone(),
            visibility: Visibility {
                now: (self.settings.now)(),
                drafts: self.settings.drafts,
            },
            output: None,
        };
        let (report, preview) = pipeline::preview(&options, &mut self.memory);
        self.version += 1;
        Look {
            preview,
            problems: report.diagnostics,
            version: self.version,
        }
    }

    fn run(mut self, changes: &Changes, office: &Office, say: &impl Fn(Notice<'_>)) {
        while let Some(changed) = changes.next() {
            if changed.settings {
                self.memory = Memory::default();
            }
            // Pages of before are answered until the new look is there.
            let mut look = self.look();
            {
                let mut shown = write(&office.look);
                look.preview = look.preview.or_else(|| shown.preview.take());
                *shown = look;
            }
            let shown = read(&office.look);
            *write(&office.base) = base_path(&shown, &self.settings);
            office.looked.send_replace(shown.version);
            say(Notice::Looked(&shown));
        }
    }
}

fn base_path(look: &Look, settings: &Settings) -> String {
    let of_site = look.preview.as_ref().map(Preview::base_path);
    let stated = settings.base_url.as_ref().map(BaseUrl::path);
    of_site.or(stated).unwrap_or("/").to_owned()
}

/// The address for a browser on this machine.
fn url(address: SocketAddr, base: &str) -> String {
    let host = if address.ip().is_unspecified() {
        "localhost".to_owned()
    } else if address.is_ipv6() {
        format!("[{}]", address.ip())
    } else {
        address.ip().to_string()
    };
    format!("http://{host}:{}{base}", address.port())
}

/// A file below the root, for a page that shows or offers it.
#[allow(
    clippy::disallowed_methods,
    reason = "the preview reads the files that are asked for"
)]
fn file(root: &Path, path: &str) -> std::io::Result<Vec<u8>> {
    std::fs::read(root.join(path))
}

fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
