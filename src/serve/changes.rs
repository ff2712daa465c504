//! Notices that files of the site have changed, and waits until a change is complete.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::discover::is_passed_over;

/// Editors save in several steps (another file, a new name), which come within this time of each other.
const QUIET: Duration = Duration::from_millis(3);
/// The same for the steps in which one file is written. Not every system tells when it is closed.
const WRITING: Duration = Duration::from_millis(20);
/// For so long at most: something that writes without end keeps nobody from seeing the rest.
const LONGEST: Duration = Duration::from_secs(2);
/// What is looked at, below the folder of the site. Either may come later, or be replaced by another.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// What has changed.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Whether anything may have: something was missed, or another folder is there.
    pub(super) everything: bool,
    /// Files and folders, from the root of the site with `/`.
    pub(super) paths: BTreeSet<String>,
    /// Those of them that are being written.
    open: BTreeSet<String>,
}

/// What the wait for a change ended with.
pub(super) enum Waited {
    /// This has changed.
    Changed(Changed),
    /// The time is over, or something happened that is no change.
    Over,
    /// No change will ever be noticed again.
    Deaf,
}

/// Changes below `content` and `themes`, from the moment on at which it was made.
pub(super) struct Changes {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
}

impl Changes {
    /// Starts to watch.
    ///
    /// # Errors
    /// The reason for which the system does not tell of changes.
    pub(super) fn watch(root: &Path) -> Result<Self, String> {
        // As paths of changes are told.
        let root = &std::path::absolute(root).map_err(|error| error.to_string())?;
        let (sender, events) = mpsc::channel();
        let watch = || {
            let mut watcher = notify::recommended_watcher(sender)?;
            // Of the root only what comes and goes right in it: that way the folders below are found.
            watcher.watch(root, RecursiveMode::NonRecursive)?;
            for folder in FOLDERS.map(|folder| root.join(folder)) {
                if folder.is_dir() {
                    watcher.watch(&folder, RecursiveMode::Recursive)?;
                }
            }
            Ok(watcher)
        };
        let watcher = watch().map_err(|error: notify::Error| error.to_string())?;
        Ok(Self {
            root: root.to_owned(),
            events,
            watcher,
        })
    }

    /// Waits for the next change, for no longer than `limit`, and then until it is complete.
    #[allow(
        clippy::disallowed_methods,
        reason = "only how long is waited depends on the clock"
    )]
    pub(super) fn next(&mut self, limit: Duration) -> Waited {
        let mut changed = Changed::default();
        match self.events.recv_timeout(limit) {
            Ok(event) => self.note(event, &mut changed),
            Err(RecvTimeoutError::Timeout) => return Waited::Over,
            Err(RecvTimeoutError::Disconnected) => return Waited::Deaf,
        }
        if !changed.is_any() {
            return Waited::Over;
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST
            && let Ok(event) = self.events.recv_timeout(changed.pause())
        {
            self.note(event, &mut changed);
        }
        Waited::Changed(changed)
    }

    fn note(&mut self, event: notify::Result<Event>, changed: &mut Changed) {
        let Ok(event) = event else {
            // Something was missed.
            changed.everything = true;
            return;
        };
        changed.everything |= event.need_rescan();
        for path in &event.paths {
            self.note_path(path, &event, changed);
        }
    }

    fn note_path(&mut self, path: &Path, event: &Event, changed: &mut Changed) {
        let Ok(inner) = path.strip_prefix(&self.root) else {
            return;
        };
        let inner = inner.to_string_lossy().replace('\\', "/");
        let folder = inner.split('/').next().unwrap_or_default();
        if event.kind.is_access() {
            if is_closed(event) {
                changed.open.remove(&inner);
            }
            return;
        }
        // Many editors keep a copy of their own beside the file that is being written.
        if !FOLDERS.contains(&folder) || inner.split('/').any(is_passed_over) {
            return;
        }
        if inner == folder {
            // Told of when something in it changes, too.
            if event.kind.is_modify() && !is_renamed(event) {
                return;
            }
            // Another folder by this name; that it cannot be watched is seen when nothing happens.
            let _ = self.watcher.unwatch(path);
            if path.is_dir() {
                let _ = self.watcher.watch(path, RecursiveMode::Recursive);
            }
            changed.everything = true;
        }
        if is_written(event) {
            changed.open.insert(inner.clone());
        }
        changed.paths.insert(inner);
    }
}

fn is_renamed(event: &Event) -> bool {
    matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)))
}

fn is_written(event: &Event) -> bool {
    matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)))
}

fn is_closed(event: &Event) -> bool {
    let closed = AccessKind::Close(AccessMode::Write);
    event.kind == EventKind::Access(closed)
}

impl Changed {
    fn is_any(&self) -> bool {
        self.everything || !self.paths.is_empty()
    }

    /// How long nothing must have happened for it to be complete.
    fn pause(&self) -> Duration {
        if self.open.is_empty() { QUIET } else { WRITING }
    }
}
