//! Notices that files of the site have changed, and waits until a change is complete.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher as _};

use crate::config::{SITE_FILE, TOPICS_FILE};

/// Editors write a file in several steps, which come within this time of each other.
const QUIET: Duration = Duration::from_millis(15);

/// What has changed.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Whether the configuration has, on which everything hangs.
    pub(super) settings: bool,
}

/// Calls `act` after each change below `content` and `themes`. Returns only if changes cannot be noticed (any
/// longer), with the reason.
pub(super) fn each(root: &Path, mut act: impl FnMut(Changed)) -> String {
    let (sender, events) = mpsc::channel();
    let mut watcher = match notify::recommended_watcher(sender) {
        Ok(watcher) => watcher,
        Err(error) => return error.to_string(),
    };
    if let Err(error) = watcher.watch(&root.join("content"), RecursiveMode::Recursive) {
        return error.to_string();
    }
    // There need not be such a folder.
    let _ = watcher.watch(&root.join("themes"), RecursiveMode::Recursive);
    while let Ok(first) = events.recv() {
        let mut changed = Changed::default();
        let mut is_change = note(first, &mut changed);
        loop {
            match events.recv_timeout(QUIET) {
                Ok(event) => is_change |= note(event, &mut changed),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return "the watching has ended".to_owned(),
            }
        }
        if is_change {
            act(changed);
        }
    }
    "the watching has ended".to_owned()
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
