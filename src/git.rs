//! The git command: what a site is in one of its commits and in the index. The only place that runs another program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The repository that holds a site.
pub struct Repository {
    /// Where git is started: paths that git itself hands to a hook are relative to it.
    start: PathBuf,
    /// Its own folder, absolute.
    git_folder: PathBuf,
    /// The folder of the site below the top of the work tree, ending in `/`; empty if it is the top.
    prefix: String,
}

/// Why git gave no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum GitError {
    /// There is no program of that name.
    NotInstalled,
    /// The folder of the site is in no work tree.
    NoRepository,
    /// No commit, branch or tag is called so.
    UnknownRevision,
    /// There is no site in the commit.
    NoSite,
    /// Two versions of these files wait to be merged.
    Unmerged(Vec<String>),
    /// In git's words.
    Failed(String),
}

/// A file of the site in a commit or in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whether it is a symbolic link.
    pub is_link: bool,
    /// What names its bytes.
    pub blob: String,
}

/// What a commit would do to a file.
#[derive(Debug)]
pub struct StagedFile {
    /// From the folder of the site, with `/`.
    pub path: String,
    /// What it is in the last commit.
    pub before: Option<Entry>,
    /// What it will be.
    pub after: Option<Entry>,
}

/// The folders that a site is made of.
const SITE: [&str; 2] = ["content/", "themes/"];
/// The mode of a symbolic link.
const LINK: &str = "120000";
/// How the modes of files and links start: not those of what is not there, and of other repositories.
const FILES: [&str; 2] = ["100", LINK];

impl Entry {
    fn new(mode: &str, blob: &str) -> Option<Self> {
        let is_file = FILES.iter().any(|start| mode.starts_with(start));
        is_file.then(|| Self {
            is_link: mode == LINK,
            blob: blob.to_owned(),
        })
    }
}

impl Repository {
    /// The repository of the site in a folder.
    ///
    /// # Errors
    /// There is no git, or no repository.
    pub fn of(root: &Path) -> Result<Self, GitError> {
        // In a hook git says itself where the repository is, from the folder in which it runs the hook.
        let is_hook = ["GIT_DIR", "GIT_INDEX_FILE"]
            .into_iter()
            .any(|name| std::env::var_os(name).is_some());
        let start = if is_hook { Path::new(".") } else { root };
        let start = start.canonicalize().map_err(|_| GitError::NoRepository)?;
        let where_it_is = ["--show-toplevel", "--absolute-git-dir"];
        let found = answer(git(&start).arg("rev-parse").args(where_it_is), &[])?;
        let found = String::from_utf8_lossy(&found);
        let [top, git_folder] = found.lines().collect::<Vec<_>>()[..] else {
            return Err(GitError::NoRepository);
        };
        let prefix = below(Path::new(top), root).ok_or(GitError::NoRepository)?;
        Ok(Self {
            git_folder: PathBuf::from(git_folder),
            start,
            prefix,
        })
    }

    /// Writes `content` of the site as it is in a commit below the folder `into`; the folder of the site there.
    ///
    /// # Errors
    /// There is no such commit, or no site in it.
    pub fn check_out(&self, revision: &str, into: &Path) -> Result<PathBuf, GitError> {
        let tree = format!("{revision}^{{tree}}");
        // A name that starts with a hyphen would be an option.
        let known = !revision.starts_with('-')
            && output(
                self.git().args(["rev-parse", "--quiet", "--verify", &tree]),
                &[],
            )?
            .status
            .success();
        if !known {
            return Err(GitError::UnknownRevision);
        }
        // An index of its own, so that nobody's is touched.
        let index = into.join("index");
        answer(
            self.git()
                .env("GIT_INDEX_FILE", &index)
                .args(["read-tree", &tree]),
            &[],
        )?;
        self.write_out(&index, &["content/"], into)
    }

    /// Writes the site as it is in the index below the folder `into`; the folder of the site there.
    ///
    /// # Errors
    /// There is no site in it.
    pub fn check_out_index(&self, into: &Path) -> Result<PathBuf, GitError> {
        let mut list = self.git();
        list.args(["ls-files", "--full-name", "--stage", "-z", "--"]);
        let listed = answer(list.args(SITE.map(|folder| self.pathspec(folder))), &[])?;
        let intended = self.intended()?;
        let is_kept = |line: &&[u8]| {
            let line = String::from_utf8_lossy(line);
            let path = line.trim_end_matches('\0').split_once('\t');
            path.is_some_and(|(_, path)| !intended.contains(path))
        };
        let lines = listed.split_inclusive(|byte| *byte == 0);
        let kept = lines.filter(is_kept).collect::<Vec<_>>().concat();
        // An index of its own: what a sparse checkout leaves out is written from that as well.
        let index = into.join("index");
        answer(
            self.git()
                .env("GIT_INDEX_FILE", &index)
                .args(["update-index", "-z", "--index-info"]),
            &kept,
        )?;
        self.write_out(&index, &SITE, into)
    }

    fn write_out(&self, index: &Path, folders: &[&str], into: &Path) -> Result<PathBuf, GitError> {
        let mut list = self.git();
        list.env("GIT_INDEX_FILE", index)
            .args(["ls-files", "--full-name", "-z", "--"]);
        let listed = answer(
            list.args(folders.iter().map(|folder| self.pathspec(folder))),
            &[],
        )?;
        if listed.is_empty() {
            return Err(GitError::NoSite);
        }
        let mut write = git(into);
        write
            .env("GIT_INDEX_FILE", index)
            .env("GIT_DIR", &self.git_folder)
            .env("GIT_WORK_TREE", into)
            .args(["checkout-index", "-z", "--stdin"]);
        answer(&mut write, &listed)?;
        Ok(into.join(&self.prefix))
    }

    /// What the next commit does to files of `content`, by path; `None` before the first commit.
    ///
    /// # Errors
    /// Something waits to be merged.
    pub fn staged(&self) -> Result<Option<Vec<StagedFile>>, GitError> {
        let compared = output(
            self.git()
                .args([
                    "diff-index",
                    "--cached",
                    "--raw",
                    "--no-renames",
                    "--no-abbrev",
                    "-z",
                ])
                .args(["HEAD", "--", &self.pathspec("content/")]),
            &[],
        )?;
        if !compared.status.success() {
            let head = ["rev-parse", "--quiet", "--verify", "HEAD"];
            return if output(self.git().args(head), &[])?.status.success() {
                Err(failure(&compared))
            } else {
                Ok(None)
            };
        }
        let intended = self.intended()?;
        let text = String::from_utf8_lossy(&compared.stdout);
        let mut fields = text.split_terminator('\0');
        let mut files = Vec::new();
        let mut unmerged = Vec::new();
        while let (Some(what), Some(path)) = (fields.next(), fields.next()) {
            // `:100644 100644 3f9a… 7c01… M`
            let what: Vec<&str> = what.trim_start_matches(':').split(' ').collect();
            let [mode, new_mode, blob, new_blob, status] = what[..] else {
                return Err(GitError::Failed(text.clone().into_owned()));
            };
            let is_intended = intended.contains(path);
            let path = self.in_site(path);
            if status == "U" {
                unmerged.push(path);
                continue;
            }
            let before = Entry::new(mode, blob);
            if is_intended && before.is_none() {
                continue;
            }
            files.push(StagedFile {
                path,
                before,
                after: Entry::new(new_mode, new_blob).filter(|_| !is_intended),
            });
        }
        if unmerged.is_empty() {
            Ok(Some(files))
        } else {
            Err(GitError::Unmerged(unmerged))
        }
    }

    /// The files of `content` in the index, by path from the folder of the site.
    ///
    /// # Errors
    /// Git does not answer.
    pub fn index(&self) -> Result<BTreeMap<String, Entry>, GitError> {
        let listed = answer(
            self.git()
                .args(["ls-files", "--full-name", "--stage", "-z", "--"])
                .arg(self.pathspec("content/")),
            &[],
        )?;
        let intended = self.intended()?;
        let text = String::from_utf8_lossy(&listed);
        let entry = |line: &str| {
            // `100644 3f9a… 0<tab>path`
            let (what, path) = line.split_once('\t')?;
            if intended.contains(path) {
                return None;
            }
            let mut what = what.split(' ');
            let entry = Entry::new(what.next()?, what.next()?)?;
            Some((self.in_site(path), entry))
        };
        Ok(text.split_terminator('\0').filter_map(entry).collect())
    }

    /// Files that the index only tells of (`git add -N`), by path from the top: the commit will not hold them.
    fn intended(&self) -> Result<BTreeSet<String>, GitError> {
        let mut list = self.git();
        list.args(["diff-files", "--diff-filter=A", "--name-only", "-z", "--"]);
        list.args(SITE.map(|folder| self.pathspec(folder)));
        let listed = answer(&mut list, &[])?;
        let text = String::from_utf8_lossy(&listed);
        Ok(text.split_terminator('\0').map(str::to_owned).collect())
    }

    /// The bytes of each blob, in the same order, as git keeps them.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn read(&self, blobs: &[&str]) -> Result<Vec<Vec<u8>>, GitError> {
        let mut asked = blobs.join("\n");
        asked.push('\n');
        let answered = answer(self.git().args(["cat-file", "--batch"]), asked.as_bytes())?;
        let broken = || GitError::Failed("git cat-file does not give what was asked for".into());
        let mut rest = &answered[..];
        blobs
            .iter()
            .map(|_| {
                // `3f9a… blob 123`, the bytes, and a line break
                let end = rest
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .ok_or_else(broken)?;
                let header = String::from_utf8_lossy(&rest[..end]).into_owned();
                let size = header
                    .rsplit(' ')
                    .next()
                    .and_then(|size| size.parse::<usize>().ok());
                let from = end + 1;
                let bytes = size
                    .and_then(|size| rest.get(from..from + size))
                    .ok_or_else(broken)?;
                rest = rest.get(from + bytes.len() + 1..).ok_or_else(broken)?;
                Ok(bytes.to_vec())
            })
            .collect()
    }

    /// The bytes of a blob as git would write them into the work tree: what Git LFS keeps elsewhere is fetched.
    ///
    /// # Errors
    /// A filter of the repository fails.
    pub fn read_filtered(&self, path: &str, blob: &str) -> Result<Vec<u8>, GitError> {
        let path = format!("--path={}{path}", self.prefix);
        answer(self.git().args(["cat-file", "--filters", &path, blob]), &[])
    }

    fn git(&self) -> Command {
        git(&self.start)
    }

    /// A folder of the site as git's own commands are told of it: from the top, and no pattern.
    fn pathspec(&self, folder: &str) -> String {
        format!(":(top,literal){}{folder}", self.prefix)
    }

    fn in_site(&self, path: &str) -> String {
        path.strip_prefix(&self.prefix).unwrap_or(path).to_owned()
    }
}

/// A folder below another as git names it: with `/` between and behind its parts.
fn below(top: &Path, folder: &Path) -> Option<String> {
    let (top, folder) = (top.canonicalize().ok()?, folder.canonicalize().ok()?);
    let parts = folder.strip_prefix(top).ok()?.components();
    let parts = parts.map(|part| part.as_os_str().to_str().map(|part| format!("{part}/")));
    parts.collect()
}

/// Git with messages that can be told apart, and without locks that another git would wait for.
#[allow(
    clippy::disallowed_methods,
    reason = "git is run here, and no program anywhere else"
)]
fn git(start: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(start)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// Runs a command with something to read; what it prints.
fn answer(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, GitError> {
    let output = output(command, input)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(failure(&output))
    }
}

fn output(command: &mut Command, input: &[u8]) -> Result<Output, GitError> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => GitError::NotInstalled,
        _ => GitError::Failed(error.to_string()),
    };
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // Beside reading: both ends of a pipe would wait for each other. A git that has failed does not read on, and
        // says why.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
    .map_err(failed)
}

fn failure(output: &Output) -> GitError {
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("not a git repository") || said.contains("must be run in a work tree") {
        return GitError::NoRepository;
    }
    let said = said.trim();
    let said = said.strip_prefix("fatal: ").unwrap_or(said);
    GitError::Failed(said.to_owned())
}
