//! Notices that files of the site have changed, and waits until a change is complete.

use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::config::{SITE_FILE, TOPICS_FILE};

/// Editors write a file in several steps, which come within this time of each other.
const QUIET: Duration = Duration::from_millis(15);
/// So many such pauses are waited for at most: something that writes without end keeps nobody from seeing the rest.
const MOST_PAUSES: usize = 100;

/// What has changed.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Whether the configuration has, on which everything hangs.
    pub(super) settings: bool,
}

/// Changes below `content` and `themes`, from the moment on at which it was made.
pub(super) struct Changes {
    events: Receiver<notify::Result<Event>>,
    /// Sends as long as it is there.
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Starts to watch.
    ///
    /// # Errors
    /// The reason for which the system does not tell of changes.
    pub(super) fn watch(root: &Path) -> Result<Self, String> {
        let (sender, events) = mpsc::channel();
        let watch = || {
            let mut watcher = notify::recommended_watcher(sender)?;
            watcher.watch(&root.join("content"), RecursiveMode::Recursive)?;
            // There need not be such a folder.
            let _ = watcher.watch(&root.join("themes"), RecursiveMode::Recursive);
            Ok(watcher)
        };
        let watcher = watch().map_err(|error: notify::Error| error.to_string())?;
        Ok(Self {
            events,
            _watcher: watcher,
        })
    }

    /// Waits for the next change, until it is complete.
    pub(super) fn next(&self) -> Option<Changed> {
        let mut changed = Changed::default();
        let mut is_change = false;
        while !is_change {
            is_change = note(self.events.recv().ok()?, &mut changed);
            let more = std::iter::from_fn(|| self.events.recv_timeout(QUIET).ok());
            for event in more.take(MOST_PAUSES) {
                is_change |= note(event, &mut changed);
            }
        }
        Some(changed)
    }
}

/// Whether the event is a change.
fn note(event: notify::Result<Event>, changed: &mut Changed) -> bool {
    let Ok(event) = event else {
        // Something was missed: look at everything.
        changed.settings = true;
        return true;
    };
    if event.kind.is_access() {
        return false;
    }
    let is_setting = |path: &Path| {
        [SITE_FILE, TOPICS_FILE]
            .iter()
            .any(|file| path.ends_with(file))
    };
    changed.settings |= event.need_rescan() || event.paths.iter().any(|path| is_setting(path));
    true
}
