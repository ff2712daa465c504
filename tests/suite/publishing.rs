//! The output folder: what a build writes, leaves alone and removes, what it refuses, and that it is all or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::support::{NOW, SiteTest, Tree, read_tree, text};

/// Three years, two topics, two languages, a picture that is no picture page, and an alias.
const SITE: &str = "
=== content/2023/floods.zh.md
---
title: 千山市公布夏季防汛安排
date: 2023-06-20
topics: [health]
translation: none
---
防汛安排自七月一日起施行。
=== content/2024/clinic.zh.md
---
title: 青岚区开通夜间门诊
date: 2024-05-21
topics: [health]
---
门诊时间为十八时至二十二时。
=== content/2024/clinic.en.md
---
title: Night clinic opens in Qinglan
---
Open from six to ten in the evening.
=== content/2025/fair.zh.md
---
title: 云溪区召开春季招聘会
date: 2025-03-05
topics: [employment]
translation: none
aliases: [/old/fair/]
attachments: [{src: jobs.csv}]
---
招聘会三月五日举行。
=== content/2025/jobs.csv
岗位,人数
=== content/static/badge.svg
<svg xmlns=\"http://www.w3.org/2000/svg\"/>
";

/// An announcement that a test adds.
fn announcement(title: &str, date: &str, topic: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: {date}\ntopics: [{topic}]\ntranslation: none\n---\n{title}。\n"
    )
}

/// Time of change of every file, and of the folders, which changes with the names in them.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let time = fs::symlink_metadata(entry.path())
                .unwrap()
                .modified()
                .unwrap();
            (entry.path().display().to_string(), time)
        })
        .collect()
}

/// Sets all files back in time, so that one that is written again cannot go unnoticed.
fn age(folder: &Path) {
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for entry in walkdir::WalkDir::new(folder).contents_first(true) {
        let file = File::open(entry.unwrap().path()).unwrap();
        file.set_modified(past).unwrap();
    }
}

/// Builds and counts: written, unchanged, removed.
#[track_caller]
fn outcome(site: &SiteTest) -> [u64; 3] {
    let run = site.run(&["build", "--now", NOW, "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    ["written", "unchanged", "removed"].map(|key| report["outputs"][key].as_u64().unwrap())
}

/// Builds, which must fail with this code.
#[track_caller]
fn assert_fails(site: &SiteTest, code: &str) {
    let run = site.run(&["build", "--now", NOW]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(&format!("error[{code}]")),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("nothing was published, ./public is as it was"),
        "{}",
        run.stderr
    );
}

/// The files whose bytes differ between two trees, or that only one has, but for the manifest.
fn changed(before: &Tree, after: &Tree) -> BTreeSet<String> {
    before
        .keys()
        .chain(after.keys())
        .filter(|path| *path != "SHA256SUMS" && before.get(*path) != after.get(*path))
        .cloned()
        .collect()
}

/// What is in the folder of the site besides the content and the output.
fn left_behind(site: &SiteTest) -> Vec<String> {
    let names = fs::read_dir(site.root()).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "content" && name != "public")
        .collect();
    names.sort();
    names
}

/// Checks that the manifest names every file of the output with its hash, sorted, and nothing else.
#[track_caller]
fn assert_manifest_is_true(tree: &Tree) {
    let listed: Vec<(&str, &str)> = text(tree, "SHA256SUMS")
        .lines()
        .map(|line| line.split_once("  ").unwrap())
        .collect();
    let files: Vec<(String, &str)> = tree
        .iter()
        .filter(|(path, _)| *path != "SHA256SUMS")
        .map(|(path, bytes)| {
            let hash = Sha256::digest(bytes);
            let hex = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            (hex, path.as_str())
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(hex, path)| (hex.as_str(), *path))
        .collect();
    assert_eq!(listed, files);
}

// What is written

#[test]
fn a_second_build_writes_nothing_and_keeps_every_time() {
    let site = SiteTest::new(SITE);
    let [written, unchanged, removed] = outcome(&site);
    // All files but the manifest itself.
    assert_eq!(written as usize, site.output().len() - 1);
    assert_eq!([unchanged, removed], [0, 0]);
    age(&site.path("public"));
    let before = times(&site.path("public"));
    assert_eq!(outcome(&site), [0, written, 0]);
    assert_eq!(times(&site.path("public")), before);
}

#[test]
fn another_time_of_build_changes_nothing() {
    let site = SiteTest::new(SITE);
    let before = site.build();
    age(&site.path("public"));
    let times_before = times(&site.path("public"));
    let run = site.run(&["build", "--now", "2031-08-01T12:34:56Z"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(site.output(), before);
    assert_eq!(times(&site.path("public")), times_before);
}

#[test]
fn a_changed_body_rewrites_its_page_and_what_shows_its_summary() {
    let site = SiteTest::new(SITE);
    let before = site.build();
    age(&site.path("public"));
    let old = times(&site.path("public"));
    site.write(
        "content/2024/clinic.en.md",
        "---\ntitle: Night clinic opens in Qinglan\n---\nOpen from seven to ten in the evening.\n",
    );
    outcome(&site);
    let after = site.output();
    assert_eq!(
        changed(&before, &after),
        BTreeSet::from(
            [
                "en/2024/05/21/clinic/index.html",
                "en/feed.json",
                "en/feed.xml",
                "en/index.html",
                "en/topics/health/feed.json",
                "en/topics/health/feed.xml",
            ]
            .map(str::to_owned)
        )
    );
    // What did not change was not touched, and what did was.
    let new = times(&site.path("public"));
    for path in after.keys() {
        let key = site.path("public").join(path).display().to_string();
        let rewritten = path == "SHA256SUMS" || before.get(path) != after.get(path);
        assert_eq!(old[&key] != new[&key], rewritten, "{path}");
    }
    assert_manifest_is_true(&after);
}

#[test]
fn closed_periods_stay_byte_identical_when_something_new_is_published() {
    let site = SiteTest::new(SITE);
    let before = site.build();
    site.write(
        "content/2026/clinic-closed.zh.md",
        announcement("青岚区夜间门诊停诊", "2026-01-05", "health"),
    );
    let after = site.build();
    let is_closed = |path: &str| {
        let periods = ["/2023/", "/2024/", "/2025/"];
        periods.iter().any(|period| path.contains(period))
    };
    let closed: Vec<&String> = before.keys().filter(|path| is_closed(path)).collect();
    for kind in [
        "zh/2023/index.html",
        "zh/2023/06/index.html",
        "zh/2023/06/20/index.html",
        "zh/2023/06/20/floods/index.html",
        "zh/topics/health/2023/index.html",
        "en/topics/health/2024/index.html",
        "zh/2025/index.html",
        "zh/topics/employment/2025/index.html",
    ] {
        assert!(before.contains_key(kind), "{kind}");
    }
    let changed = changed(&before, &after);
    let touched: Vec<_> = closed
        .into_iter()
        .filter(|path| changed.contains(*path))
        .collect();
    // The page that had no next one: it gains a link to it, and no other page of a closed period changes.
    assert_eq!(touched, ["zh/2025/03/05/fair/index.html"]);
    assert!(changed.contains("zh/index.html"));
}

#[test]
fn a_new_year_changes_no_sitemap_of_an_older_one() {
    let site = SiteTest::new(SITE);
    let before = site.build();
    site.write(
        "content/2026/more.zh.md",
        announcement("千山市公布办公时间", "2026-01-05", "employment"),
    );
    let after = site.build();
    let parts = |tree: &Tree| -> Vec<String> {
        tree.keys()
            .filter(|path| path.contains("sitemap") && *path != "sitemap.xml")
            .cloned()
            .collect()
    };
    assert!(parts(&before).iter().any(|path| path.contains("2023")));
    let changed = changed(&before, &after);
    for path in parts(&before).iter().filter(|path| path.contains("20")) {
        assert!(!changed.contains(path), "{path}");
    }
    assert!(parts(&after).iter().any(|path| path.contains("2026")));
}

// What is removed

#[test]
fn a_removed_announcement_takes_its_files_and_empty_folders_along() {
    let site = SiteTest::new(SITE);
    site.build();
    for path in [
        "public/zh/2025/03/05/fair/index.html",
        "public/zh/2025/03/05/fair/jobs.csv",
        "public/old/fair/index.html",
        "public/zh/topics/employment/feed.xml",
    ] {
        assert!(site.path(path).exists(), "{path}");
    }
    site.remove("content/2025/fair.zh.md");
    site.build();
    for path in [
        "public/zh/2025",
        "public/en/2025",
        "public/old",
        "public/zh/topics/employment",
    ] {
        assert!(!site.path(path).exists(), "{path}");
    }
    assert_manifest_is_true(&site.output());

    // What is left is what a build into a new folder makes.
    let run = site.run(&["build", "--now", NOW, "--output", "fresh"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(read_tree(&site.path("fresh")), site.output());
}

#[test]
fn a_file_that_no_build_made_is_never_removed_or_changed() {
    let site = SiteTest::new(SITE);
    site.build();
    let foreign = [
        "public/google1234.html",
        "public/zh/2025/03/05/fair/notes.txt",
        "public/old/.htaccess",
    ];
    for path in foreign {
        site.write(path, "by hand");
    }
    site.remove("content/2025/fair.zh.md");
    site.build();
    for path in foreign {
        assert_eq!(fs::read(site.path(path)).unwrap(), b"by hand", "{path}");
    }
    assert!(!site.path("public/zh/2025/03/05/fair/index.html").exists());
    assert!(!site.path("public/old/fair").exists());
    assert!(!text(&site.output(), "SHA256SUMS").contains("notes.txt"));
}

#[test]
fn a_file_by_hand_at_an_address_of_the_site_is_not_overwritten_in_silence() {
    // It is not in the manifest, so it is not newsroom's to replace.
    let site = SiteTest::new(SITE);
    site.build();
    site.write("public/zh/2026/01/05/more/index.html", "by hand");
    let before = site.output();
    site.write(
        "content/2026/more.zh.md",
        announcement("千山市公布办公时间", "2026-01-05", "employment"),
    );
    assert_fails(&site, "output-not-ours");
    assert_eq!(site.output(), before);
}

#[test]
fn a_page_that_becomes_a_folder_and_back_is_no_obstacle() {
    let site = SiteTest::new("");
    site.write("content/static/data", "file");
    assert_eq!(text(&site.build(), "data"), "file");
    site.remove("content/static/data");
    site.write("content/static/data/list.txt", "in a folder");
    let tree = site.build();
    assert_eq!(text(&tree, "data/list.txt"), "in a folder");
    assert_manifest_is_true(&tree);
    site.remove("content/static/data/list.txt");
    fs::remove_dir(site.path("content/static/data")).unwrap();
    site.write("content/static/data", "file again");
    assert_eq!(text(&site.build(), "data"), "file again");
}

#[test]
fn a_file_by_hand_that_is_what_the_build_would_write_is_taken_over() {
    let site = SiteTest::new(SITE);
    site.build();
    site.write("public/list.txt", "the same");
    site.write("content/static/list.txt", "the same");
    let files = site.output().len() as u64 - 1;
    assert_eq!(outcome(&site), [0, files, 0]);
    assert_manifest_is_true(&site.output());
    // From now on it is newsroom's.
    site.remove("content/static/list.txt");
    assert_eq!(outcome(&site), [0, files - 1, 1]);
}

#[test]
fn what_is_not_newsrooms_in_an_obsolete_folder_keeps_a_file_from_its_place() {
    let site = SiteTest::new("");
    site.write("content/static/data/list.txt", "in a folder");
    site.build();
    site.write("public/data/mine.txt", "mine");
    fs::remove_dir_all(site.path("content/static/data")).unwrap();
    site.write("content/static/data", "file");
    let before = site.output();
    assert_fails(&site, "output-not-ours");
    assert_eq!(site.output(), before);
    site.remove("public/data/mine.txt");
    assert_eq!(text(&site.build(), "data"), "file");
}

#[test]
fn a_folder_in_place_of_an_obsolete_file_is_left_alone() {
    let site = SiteTest::new("");
    site.write("content/static/data", "file");
    site.build();
    site.remove("public/data");
    site.write("public/data/mine.txt", "mine");
    site.remove("content/static/data");
    assert_eq!(outcome(&site)[2], 0);
    assert_eq!(text(&site.output(), "data/mine.txt"), "mine");
}

#[test]
#[cfg(unix)]
fn a_link_at_an_address_of_the_site_that_no_build_made_is_refused() {
    let site = SiteTest::new("");
    site.build();
    let target = site.path("target");
    fs::write(&target, "list").unwrap();
    std::os::unix::fs::symlink(&target, site.path("public/list.txt")).unwrap();
    // The same bytes make no difference.
    site.write("content/static/list.txt", "list");
    let before = site.output();
    assert_fails(&site, "output-is-link");
    assert_eq!(site.output(), before);
}

#[test]
#[cfg(unix)]
fn a_folder_of_the_output_behind_a_link_is_refused_even_if_nothing_changes() {
    let site = SiteTest::new(SITE);
    site.build();
    fs::rename(site.path("public/zh"), site.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("public/zh")).unwrap();
    assert_fails(&site, "output-is-link");
}

#[test]
fn nothing_of_a_site_may_be_at_the_address_of_the_manifest() {
    for (alias, message) in [
        (
            "/SHA256SUMS",
            "error[address-inside]: the address /SHA256SUMS/ lies inside /SHA256SUMS (newsroom's list of all files), which is a file\n",
        ),
        (
            "/SHA256SUMS/",
            "error[address-inside]: the address /SHA256SUMS/ lies inside /SHA256SUMS (newsroom's list of all files), which is a file\n",
        ),
    ] {
        let site = SiteTest::new(&SITE.replace("/old/fair/", alias));
        let run = site.run(&["build", "--now", NOW]);
        assert!(run.stderr.contains(message), "{}", run.stderr);
        assert!(
            run.stderr.contains("--> content/2025/fair.zh.md:6:11"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_static_file_in_the_way_of_newsrooms_own_pages_is_where_the_error_is() {
    for (file, message) in [
        (
            "robots.txt",
            "two sources claim the address /robots.txt; the other is content/site.yaml",
        ),
        (
            "sitemap/2024.xml",
            "two sources claim the address /sitemap/2024.xml; the other is content/site.yaml",
        ),
        (
            "zh/topics",
            "the address /zh/topics/employment/2025/ lies inside /zh/topics, which is a file",
        ),
    ] {
        let site = SiteTest::new(SITE);
        site.write(&format!("content/static/{file}"), "mine");
        let report = site.json("check");
        let found: Vec<&Value> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["severity"] == "error")
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["message"], message);
        assert_eq!(found[0]["file"], format!("content/static/{file}"));
    }
}

// What is refused

#[test]
fn a_folder_that_is_not_newsrooms_is_refused_and_left_as_it_is() {
    for path in [
        "index.html",
        "holiday/photo.jpg",
        ".git/config",
        "zh/index.html",
    ] {
        let site = SiteTest::new(SITE);
        site.write(&format!("public/{path}"), "mine");
        age(&site.path("public"));
        let before = times(&site.path("public"));
        let run = site.run(&["build", "--now", NOW]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        assert_eq!(
            run.stderr.split("\n\n").next().unwrap(),
            format!(
                "error[output-not-ours]: the output folder holds files that newsroom did not make, for example {path}\n--> ./public\n = help: name an empty or new folder with --output, or empty this one yourself; newsroom replaces and removes only files listed in the folder's SHA256SUMS"
            )
        );
        assert_eq!(times(&site.path("public")), before);
        assert_eq!(text(&site.output(), path), "mine");
    }
}

#[test]
fn the_folder_of_the_site_itself_is_refused_as_output() {
    let site = SiteTest::new(SITE);
    let before = read_tree(site.root());
    for output in [".", "content", "content/2024"] {
        let run = site.run(&["build", "--now", NOW, "--output", output]);
        assert_eq!(run.status, 1, "{output}: {}", run.stderr);
        assert!(
            run.stderr.contains("error[output-in-site]"),
            "{}",
            run.stderr
        );
        assert_eq!(read_tree(site.root()), before);
    }
}

#[test]
fn the_output_may_not_be_among_the_sources_or_around_the_site() {
    for (output, reason) in [
        (".", "is the folder of the site itself"),
        ("public/..", "is the folder of the site itself"),
        ("..", "holds the folder of the site"),
        ("content/site/", "lies in the folder `content` of the site"),
        ("a/../content/x", "lies in the folder `content` of the site"),
        ("themes/x", "lies in the folder `themes` of the site"),
        (".newsroom", "lies in the folder `.newsroom` of the site"),
    ] {
        let site = SiteTest::new(SITE);
        fs::create_dir(site.path("public")).unwrap();
        let before = times(site.root());
        let run = site.run(&["build", "--now", NOW, "--output", output]);
        assert_eq!(run.status, 1, "{output}: {}", run.stderr);
        let message = format!("error[output-in-site]: the output folder {reason}\n");
        assert!(run.stderr.contains(&message), "{}", run.stderr);
        assert_eq!(times(site.root()), before, "{output}");
    }
}

#[test]
fn an_output_inside_of_the_content_is_refused() {
    // The next build would take the pages for content.
    let site = SiteTest::new(SITE);
    for output in ["content/public", "content/static/site"] {
        let run = site.run(&["build", "--now", NOW, "--output", output]);
        assert_eq!(run.status, 1, "{output}: {}", run.stderr);
        assert!(!site.path(output).exists(), "{output}");
    }
}

#[test]
fn a_folder_with_nothing_but_a_placeholder_is_empty() {
    let site = SiteTest::new(SITE);
    site.write("public/.gitkeep", "");
    site.write("public/.gitignore", "*\n");
    fs::create_dir_all(site.path("public/empty")).unwrap();
    let tree = site.build();
    assert_eq!(text(&tree, ".gitignore"), "*\n");
    assert!(tree.contains_key(".gitkeep"));
    assert!(!text(&tree, "SHA256SUMS").contains(".git"));
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let site = SiteTest::new(SITE);
    site.write("public", "mine");
    assert_fails(&site, "not-written");
    assert_eq!(fs::read(site.path("public")).unwrap(), b"mine");
}

#[test]
fn a_manifest_that_names_a_file_elsewhere_is_refused() {
    let hash = "0".repeat(64);
    for line in [
        format!("{hash}  ../content/site.yaml"),
        format!("{hash}  zh/../../content/site.yaml"),
        format!("{hash}  /etc/passwd"),
        format!("{hash}  ..\\content"),
        format!("{hash}  ./index.html"),
        format!("{hash} *index.html"),
        "zz".into(),
        format!("{}  index.html", "g".repeat(64)),
    ] {
        let site = SiteTest::new(SITE);
        site.build();
        let manifest = text(&site.output(), "SHA256SUMS").to_owned();
        site.write("public/SHA256SUMS", format!("{manifest}{line}\n"));
        let before = read_tree(site.root());
        assert_fails(&site, "broken-manifest");
        assert_eq!(read_tree(site.root()), before, "{line}");
    }
}

#[test]
fn a_manifest_cannot_make_newsroom_remove_itself_or_a_folder() {
    // A folder in the place of a file that is to be removed, and the manifest in its own list.
    let hash = "0".repeat(64);
    let site = SiteTest::new(SITE);
    site.build();
    let manifest = text(&site.output(), "SHA256SUMS").to_owned();
    site.write(
        "public/SHA256SUMS",
        format!("{manifest}{hash}  SHA256SUMS\n{hash}  gone.html\n"),
    );
    let tree = site.build();
    assert_eq!(text(&tree, "SHA256SUMS"), manifest);
    assert_manifest_is_true(&tree);
}

// The manifest

#[test]
fn the_manifest_is_true_after_every_build() {
    let site = SiteTest::new(SITE);
    assert_manifest_is_true(&site.build());
    site.write(
        "content/2026/more.zh.md",
        announcement("千山市公布办公时间", "2026-01-05", "employment"),
    );
    assert_manifest_is_true(&site.build());
    site.remove("content/2023/floods.zh.md");
    assert_manifest_is_true(&site.build());
    site.remove("content/2025/fair.zh.md");
    site.remove("content/static/badge.svg");
    assert_manifest_is_true(&site.build());
}

#[test]
fn the_manifest_can_be_checked_by_anyone() {
    let site = SiteTest::new(SITE);
    // Names that a tool may stumble over.
    site.write("content/static/空 格.txt", "x");
    site.write("content/static/a#b%20.txt", "x");
    site.build();
    let check = std::process::Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(site.path("public"))
        .output()
        .unwrap();
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
}

// Repair

#[test]
fn a_file_that_was_edited_or_removed_by_hand_is_repaired() {
    let site = SiteTest::new(SITE);
    let before = site.build();
    site.write("public/zh/index.html", "edited");
    // The same length, so that nobody may go by that.
    let page = &before["zh/2023/06/20/floods/index.html"];
    site.write(
        "public/zh/2023/06/20/floods/index.html",
        vec![b'x'; page.len()],
    );
    site.remove("public/en/feed.xml");
    let files = before.len() as u64 - 1;
    assert_eq!(outcome(&site), [3, files - 3, 0]);
    assert_eq!(site.output(), before);
}

#[test]
fn a_commit_that_was_interrupted_is_completed_by_the_next_build() {
    // As commit leaves it when the power goes: the manifest names the files of both builds, some of the new files are
    // there and some are not, some of the old ones are still there.
    let site = SiteTest::new(SITE);
    let old = site.build();
    site.remove("content/2025/fair.zh.md");
    site.write(
        "content/2026/more.zh.md",
        announcement("千山市公布办公时间", "2026-01-05", "employment"),
    );
    let new = site.build();
    let lines = |tree: &Tree| -> BTreeMap<String, String> {
        text(tree, "SHA256SUMS")
            .lines()
            .map(|line| (line[66..].to_owned(), line[..64].to_owned()))
            .collect()
    };
    let mut union = lines(&old);
    union.extend(lines(&new));
    let union: String = union
        .into_iter()
        .map(|(path, hash)| format!("{hash}  {path}\n"))
        .collect();
    for keep in [0, 1, 2] {
        fs::remove_dir_all(site.path("public")).unwrap();
        for (at, (path, bytes)) in old.iter().chain(&new).enumerate() {
            if at % 3 >= keep {
                site.write(&format!("public/{path}"), bytes);
            }
        }
        site.write("public/SHA256SUMS", &union);
        assert_eq!(site.build(), new);
        assert!(!site.path("public/zh/2025/03").exists());
    }
}

#[test]
fn a_lost_manifest_is_an_error_and_not_a_licence() {
    let site = SiteTest::new(SITE);
    site.build();
    site.remove("public/SHA256SUMS");
    let before = site.output();
    assert_fails(&site, "output-not-ours");
    assert_eq!(site.output(), before);
}

// All or nothing

#[test]
fn an_error_leaves_the_output_exactly_as_it_was() {
    let site = SiteTest::new(SITE);
    site.build();
    age(&site.path("public"));
    let (before, old) = (site.output(), times(&site.path("public")));
    let mistakes = [
        ("content/2026/a.zh.md", "没有题头。\n"),
        ("content/site.yaml", "title: [\n"),
        ("content/topics.yaml", "employment: 就业\n"),
        ("themes/default/home.html", "{{ site.titel }}"),
        ("themes/default/announcement.html", "{{"),
        ("content/static/robots.txt", "User-agent: *\n"),
    ];
    for (path, wrong) in mistakes {
        let right = fs::read(site.path(path)).ok();
        site.write(path, wrong);
        let run = site.run(&["build", "--now", NOW]);
        assert_eq!(run.status, 1, "{path}: {}", run.stderr);
        assert!(site.output() == before, "{path}");
        assert_eq!(times(&site.path("public")), old, "{path}");
        match right {
            Some(right) => site.write(path, right),
            None => site.remove(path),
        }
    }
    assert_eq!(left_behind(&site), ["themes"]);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_an_error_that_changes_nothing() {
    let site = SiteTest::new(SITE);
    site.build();
    site.remove("public/zh/index.html");
    site.write("public/zh/index.html/mine.txt", "mine");
    let before = site.output();
    site.write(
        "content/2026/more.zh.md",
        announcement("千山市公布办公时间", "2026-01-05", "employment"),
    );
    let run = site.run(&["build", "--now", NOW]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(
        changed(&before, &site.output()).is_empty(),
        "{}",
        run.stderr
    );
    assert_eq!(site.output(), before);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_an_error_that_changes_nothing() {
    let site = SiteTest::new(SITE);
    site.build();
    site.write("public/zh/2026", "mine");
    let before = site.output();
    site.write(
        "content/2026/more.zh.md",
        announcement("千山市公布办公时间", "2026-01-05", "employment"),
    );
    let run = site.run(&["build", "--now", NOW]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(
        changed(&before, &site.output()),
        BTreeSet::new(),
        "{}",
        run.stderr
    );
    assert_eq!(site.output(), before);
}

#[test]
fn no_staging_folder_is_left_behind() {
    let site = SiteTest::new(SITE);
    site.build();
    assert_eq!(left_behind(&site), Vec::<String>::new());
    site.write("content/2026/a.zh.md", "没有题头。\n");
    assert_fails(&site, "no-front-matter");
    assert_eq!(left_behind(&site), Vec::<String>::new());
    // An error that is found only after staging has begun.
    site.remove("content/2026/a.zh.md");
    site.write("themes/default/home.html", "{{ site.titel }}");
    assert_fails(&site, "unknown-field");
    assert_eq!(left_behind(&site), ["themes"]);
    // Nor in the output, where it would be published.
    assert!(site.output().keys().all(|path| !path.contains("staging")));
}

#[test]
fn an_output_folder_that_does_not_exist_is_made_only_by_a_build_that_succeeds() {
    let site = SiteTest::new(SITE);
    site.write("themes/default/home.html", "{{ site.titel }}");
    let run = site.run(&["build", "--now", NOW, "--output", "a/b/site"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(!site.path("a").exists());
    site.remove("themes/default/home.html");
    let run = site.run(&["build", "--now", NOW, "--output", "a/b/site"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(site.path("a/b/site/SHA256SUMS").exists());
}

#[test]
fn an_own_folder_that_was_there_stays() {
    let site = SiteTest::new(SITE);
    site.write(".newsroom/cache/x", "x");
    site.build();
    assert_eq!(left_behind(&site), [".newsroom"]);
    let own = read_tree(&site.path(".newsroom"));
    assert_eq!(own.keys().collect::<Vec<_>>(), ["cache/x"]);
}

#[test]
fn an_output_elsewhere_leaves_nothing_beside_it() {
    let site = SiteTest::new(SITE);
    let elsewhere = SiteTest::new("");
    let output = elsewhere.path("a/b");
    let output = output.to_str().unwrap();
    site.write("themes/default/home.html", "{{ site.titel }}");
    assert_eq!(
        site.run(&["build", "--now", NOW, "--output", output])
            .status,
        1
    );
    assert_eq!(left_behind(&elsewhere), Vec::<String>::new());
    site.remove("themes/default/home.html");
    assert_eq!(
        site.run(&["build", "--now", NOW, "--output", output])
            .status,
        0
    );
    assert_eq!(left_behind(&elsewhere), ["a"]);
    assert_eq!(left_behind(&site), ["themes"]);
}

#[test]
fn check_writes_nothing_at_all() {
    for files in [SITE, "=== content/2026/a.zh.md\n没有题头。\n"] {
        let site = SiteTest::new(files);
        age(site.root());
        let before = times(site.root());
        site.run(&["check", "--now", NOW]);
        assert_eq!(times(site.root()), before);
    }
    let site = SiteTest::new(SITE);
    site.build();
    site.write(
        "content/2026/more.zh.md",
        announcement("新", "2026-01-05", "health"),
    );
    age(site.root());
    let before = times(site.root());
    let report = site.json("check");
    assert_eq!(
        report["outputs"],
        json!({"written": 0, "unchanged": 0, "removed": 0})
    );
    assert_eq!(times(site.root()), before);
}

#[test]
fn a_site_builds_from_elsewhere_into_its_own_folder() {
    let site = SiteTest::new(SITE);
    let root = site.root().to_str().unwrap().to_owned();
    let run = SiteTest::new("").run(&["build", "--now", NOW, "--root", &root]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let there = site.output();
    assert!(!there.is_empty());
    assert_eq!(
        outcome(&site)[0],
        0,
        "the same bytes from wherever it is run"
    );
}
