//! A preview of the site for its writers: pages are rendered when they are asked for, and browsers show them anew when
//! a file is saved. Nothing is published.

mod answer;
mod changes;
mod page;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, Problem};
use crate::language::Language;
use crate::model::moment::Moment;
use crate::pipeline::{self, Memory, Options, Preview};
use crate::resolve::Visibility;

use changes::{Changes, Waited};

/// The clock is asked this often at least whether an embargo is over: a machine that slept counts no time.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

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
    /// It has looked at the site, for the first time, after a change or at the end of an embargo.
    Looked(&'a Look),
    /// It cannot notice changes, for this reason; pages are shown as they were at the start.
    Blind(&'a str),
}

/// What a look at the site found.
pub struct Look {
    /// The last state without errors; `None` until there is one.
    preview: Option<Arc<Preview>>,
    /// Everything that is wrong now.
    pub problems: Vec<Diagnostic>,
    /// Those of them that the look before did not find.
    pub news: Vec<Diagnostic>,
    /// When the next embargo ends.
    due: Option<Timestamp>,
    /// The path of the site: `/`, or `/news/`.
    base: String,
    /// Another after each look.
    version: u64,
}

impl Look {
    /// Whether anything is wrong that keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Diagnostic::is_error)
    }

    /// Whether there are pages to show; where there are errors, they are those of before.
    pub fn has_pages(&self) -> bool {
        self.preview.is_some()
    }
}

/// What all answers are made from.
struct Office {
    root: PathBuf,
    /// Whether only this machine is to see it.
    is_private: bool,
    language: Language,
    /// The newest look; tells waiting browsers of each.
    looks: watch::Sender<Arc<Look>>,
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
    // Before the first look, so that nothing is missed in between.
    let changes = Changes::watch(&settings.root);
    let (root, language) = (settings.root.clone(), settings.language);
    let mut watcher = Watcher::new(settings);
    let first = Arc::new(watcher.look(None));
    say(Notice::Looked(&first));
    say(Notice::Ready(&url(address, &first.base)));
    let office = Arc::new(Office {
        root,
        is_private: address.ip().is_loopback(),
        language,
        looks: watch::Sender::new(first),
    });
    let shared = Arc::clone(&office);
    match changes {
        Ok(changes) => drop(std::thread::spawn(move || {
            watcher.run(changes, &shared, &say)
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

    /// The site as it is now. Where it has errors, the pages of before stay.
    fn look(&mut self, before: Option<&Look>) -> Look {
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
        let preview = preview.map(Arc::new);
        let preview = preview.or_else(|| before?.preview.clone());
        let known = before.map_or(&[][..], |before| &before.problems);
        Look {
            base: base_path(preview.as_deref(), &self.settings),
            preview,
            news: news(&report.diagnostics, known),
            problems: report.diagnostics,
            due: report.next_build.as_ref().map(Moment::instant),
            version: self.version,
        }
    }

    fn run(mut self, mut changes: Changes, office: &Office, say: &impl Fn(Notice<'_>)) {
        loop {
            let before = Arc::clone(&office.looks.borrow());
            match changes.next(self.wait(before.due)) {
                Waited::Changed(changed) if changed.everything => self.memory = Memory::default(),
                Waited::Changed(changed) => self.memory.forget(&changed.paths),
                Waited::Over if before.due.is_some_and(|due| due <= (self.settings.now)()) => {}
                Waited::Over => continue,
                Waited::Deaf => return,
            }
            // Pages of before are answered until the new look is there, and browsers told before the terminal.
            let look = Arc::new(self.look(Some(&before)));
            office.looks.send_replace(Arc::clone(&look));
            say(Notice::Looked(&look));
        }
    }

    /// How long to wait for changes before the clock is asked again.
    fn wait(&self, due: Option<Timestamp>) -> Duration {
        let left = due.map(|due| due.duration_since((self.settings.now)()));
        let left = left.map(|left| Duration::try_from(left).unwrap_or_default());
        left.map_or(LONGEST_WAIT, |left| left.min(LONGEST_WAIT))
    }
}

/// The problems that are not among those `known`. One that has only moved in its file is known.
fn news(problems: &[Diagnostic], known: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut left: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for one in known {
        let of_file = left.entry(&one.location.source.path).or_default();
        of_file.push(&one.problem);
    }
    let mut is_new = |one: &&Diagnostic| {
        let Some(of_file) = left.get_mut(one.location.source.path.as_str()) else {
            return true;
        };
        let known = of_file.iter().position(|known| **known == *one.problem);
        known.map(|at| of_file.swap_remove(at)).is_none()
    };
    let problems = problems.iter();
    problems.filter(&mut is_new).cloned().collect()
}

fn base_path(preview: Option<&Preview>, settings: &Settings) -> String {
    let of_site = preview.map(Preview::base_path);
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
