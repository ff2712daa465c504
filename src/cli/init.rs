//! `newsroom init`: a new site in a folder of its own, whole or not at all.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{CONTENT_ERRORS, WRONG_USAGE, build, show};
use crate::config::BaseUrl;
use crate::language::Language;
use crate::scaffold::{NewSite, SiteFile};

#[derive(Args)]
pub(super) struct InitArguments {
    /// The folder of the new site; it must be new or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Where readers will find the site
    #[arg(long, value_name = "URL", value_parser = build::base_url, default_value = "https://news.example.org/")]
    base_url: BaseUrl,
    /// The time zone of its dates, a name of the tz database
    #[arg(long, value_name = "ZONE", value_parser = time_zone, default_value = "Asia/Shanghai")]
    timezone: TimeZone,
    /// The time from which the days of its announcements are counted [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = build::time)]
    now: Option<Timestamp>,
}

fn time_zone(text: &str) -> Result<TimeZone, String> {
    let zone = TimeZone::get(text).ok();
    zone.ok_or_else(|| "expected a name of the tz database, such as Asia/Shanghai".to_owned())
}

/// What may be in the folder: the history of an empty repository that was cloned.
const TOLERATED: &str = ".git";

#[allow(clippy::disallowed_methods, reason = "the clock is read in cli")]
pub(super) fn init(arguments: &InitArguments, language: Language) -> ExitCode {
    let now = arguments.now.unwrap_or_else(Timestamp::now);
    let site = NewSite {
        base_url: &arguments.base_url,
        time_zone: arguments.timezone.iana_name().unwrap_or("UTC"),
        today: now.to_zoned_datetime(arguments.timezone.clone()).date(),
    };
    let folder = &arguments.folder;
    match obstacles(folder) {
        Ok(names) if names.is_empty() => {}
        Ok(names) => {
            show(&words::not_empty(folder, &names, language));
            return ExitCode::from(WRONG_USAGE);
        }
        Err(error) => {
            show(&words::not_written(folder, error, language));
            return ExitCode::from(WRONG_USAGE);
        }
    }
    let files = site.files();
    match write_site(folder, &files) {
        Ok(()) => {
            show(&words::done(folder, &files, language));
            ExitCode::SUCCESS
        }
        Err(error) => {
            show(&words::not_written(folder, error, language));
            ExitCode::from(CONTENT_ERRORS)
        }
    }
}

/// What stands in the way of a new site, sorted: nothing if there is no such folder.
#[allow(clippy::disallowed_methods, reason = "cli looks where it is to write")]
fn obstacles(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let name = |entry: io::Result<std::fs::DirEntry>| {
        Ok(entry?.file_name().to_string_lossy().into_owned())
    };
    let mut names = entries.map(name).collect::<io::Result<Vec<String>>>()?;
    names.retain(|name| name != TOLERATED);
    names.sort_unstable();
    Ok(names)
}

/// Writes all files into a folder beside the new one, and moves them only when they are complete.
#[allow(clippy::disallowed_methods, reason = "this command writes a site")]
fn write_site(folder: &Path, files: &[SiteFile]) -> io::Result<()> {
    let is_there = folder.is_dir();
    // On the same file system: in the folder itself where there is one, which may be a mount point.
    let beside = if is_there {
        Some(folder)
    } else {
        folder.parent()
    };
    let beside = beside.filter(|path| !path.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    std::fs::create_dir_all(beside)?;
    let staging = tempfile::Builder::new()
        .prefix(".newsroom-init-")
        .tempdir_in(beside)?;
    // A folder made by tempfile is closed to everybody else; this one is as other folders are.
    let whole = staging.path().join("site");
    std::fs::create_dir(&whole)?;
    for file in files {
        write_file(&whole, file)?;
    }
    if is_there {
        move_entries(&whole, folder)
    } else {
        std::fs::rename(&whole, folder)
    }
}

#[allow(clippy::disallowed_methods, reason = "this command writes a site")]
fn write_file(root: &Path, file: &SiteFile) -> io::Result<()> {
    let path = root.join(&file.path);
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(&path, &file.text)?;
    #[cfg(unix)]
    if file.is_executable {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = std::fs::metadata(&path)?.permissions();
        // Who may read it may run it.
        permissions.set_mode(permissions.mode() | (permissions.mode() & 0o444) >> 2);
        std::fs::set_permissions(&path, permissions)?;
    }
    Ok(())
}

/// Moves everything in one folder to another, or, if that fails, nothing.
#[allow(clippy::disallowed_methods, reason = "this command writes a site")]
fn move_entries(from: &Path, to: &Path) -> io::Result<()> {
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(from)? {
        let name = entry?.file_name();
        let (old, new) = (from.join(&name), to.join(&name));
        if let Err(error) = std::fs::rename(&old, &new) {
            for (old, new) in moved.iter().rev() {
                // What failed is told; what cannot be moved back either stays.
                let _ = std::fs::rename(new, old);
            }
            return Err(error);
        }
        moved.push((old, new));
    }
    Ok(())
}

/// What this command says.
mod words {
    use std::path::Path;

    use crate::language::{Language, Words};
    use crate::scaffold::SiteFile;

    /// So many names are listed.
    const LISTED: usize = 10;

    pub(super) fn not_empty(folder: &Path, names: &[String], language: Language) -> String {
        let listed: Vec<String> = names
            .iter()
            .take(LISTED)
            .map(|name| format!("  {name}\n"))
            .collect();
        let more = match names.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => language.pick(
                format!("  and {more} more\n"),
                format!("  还有 {more} 个\n"),
            ),
        };
        let (folder, listed) = (folder.display(), listed.concat());
        language.pick(
            format!("{folder} is not empty, so nothing was written. In the way are:\n{listed}{more}name a new or empty folder\n"),
            format!("{folder} 不是空文件夹，没有写入任何内容。里面已有：\n{listed}{more}请写一个新的或空的文件夹\n"),
        )
    }

    pub(super) fn not_written(folder: &Path, error: std::io::Error, language: Language) -> String {
        let folder = folder.display();
        let error = Words::from(error);
        let error = error.get(language);
        language.pick(
            format!("a site cannot be made in {folder}: {error}; nothing was written\n"),
            format!("无法在 {folder} 建立网站：{error}；没有写入任何内容\n"),
        )
    }

    pub(super) fn done(folder: &Path, files: &[SiteFile], language: Language) -> String {
        let (count, folder) = (files.len(), folder.display());
        language.pick(
            format!(
                "{count} files in {folder}: settings, topics, two announcements in Chinese and English, and checks for Git\n\
                 next: cd {folder}, and newsroom check; newsroom build makes the site in public/\n\
                 then: change content/site.yaml, and go on with README.md\n"
            ),
            format!(
                "已在 {folder} 写入 {count} 个文件：设置、主题、两篇中英文稿件，以及供 Git 使用的检查\n\
                 下一步：cd {folder}，然后 newsroom check；newsroom build 在 public/ 里生成网站\n\
                 接着：修改 content/site.yaml，再按 README.md 往下做\n"
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a folder of the test")]
    fn a_move_that_fails_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let place = |path: &str| folder.path().join(path);
        for path in ["from/a", "from/b", "from/c", "to/b/taken"] {
            std::fs::create_dir_all(place(path)).unwrap();
        }
        assert!(move_entries(&place("from"), &place("to")).is_err());
        for path in ["from/a", "from/b", "from/c", "to/b/taken"] {
            assert!(place(path).is_dir(), "{path}");
        }
        assert!(!place("to/a").exists() && !place("to/c").exists());
    }
}
