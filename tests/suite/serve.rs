//! The preview: what a browser gets of a running server, and what becomes of it when files are saved.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use super::support::{SiteTest, read_tree};

const SITE: &str = "
=== content/2025/fair.zh.md
---
title: 春季招聘会
date: 2025-03-05
translation: none
attachments: [{src: jobs.csv}]
---
招聘会三月五日举行。
=== content/2025/jobs.csv
岗位,人数
=== content/2025/plan.zh.md
---
title: 公交规划草案
date: 2025-03-06
translation: none
status: draft
---
公交规划正在起草。
";

/// A server of a site on a free port, stopped when the test ends.
struct Preview {
    process: Child,
    stderr: BufReader<ChildStderr>,
    /// Everything up to the line that tells its address.
    said: String,
    port: u16,
}

impl Preview {
    fn of(site: &SiteTest, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_newsroom"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(site.root())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(process.stderr.take().unwrap());
        let mut preview = Self {
            process,
            stderr,
            said: String::new(),
            port: 0,
        };
        preview.said = preview.hear_all("http://127.0.0.1:");
        let port = preview.said.split("127.0.0.1:").nth(1).unwrap();
        preview.port = port.split('/').next().unwrap().parse().unwrap();
        preview
    }

    /// Waits for a line at the terminal that holds these words; all that was said up to its end.
    fn hear_all(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let start = all.len();
            let count = self.stderr.read_line(&mut all).unwrap();
            assert!(count > 0, "the server has ended: {all}");
            if all[start..].contains(words) {
                return all;
            }
        }
    }

    /// The line itself.
    fn hear(&mut self, words: &str) -> String {
        self.hear_all(words).lines().last().unwrap().to_owned()
    }

    /// The next line must be this one.
    #[track_caller]
    fn hear_only(&mut self, line: &str) {
        assert_eq!(self.hear_all(""), format!("{line}\n"));
    }

    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        stream
    }

    /// Status line and headers, and the body.
    fn get(&self, path: &str) -> (String, String) {
        let mut answer = Vec::new();
        self.ask(path).read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    fn status(&self, path: &str) -> String {
        let (head, _) = self.get(path);
        head.split(' ').nth(1).unwrap().to_owned()
    }

    fn page(&self, path: &str) -> String {
        self.get(path).1
    }

    /// The home page as it is after the news that there is another than `page`; it must hold `words`. A change of
    /// several steps may be news more than once.
    #[track_caller]
    fn page_after(&self, page: &str, words: &str) -> String {
        self.wait_for_news(page);
        self.page_after_at("/zh/", words)
    }

    #[track_caller]
    fn page_after_at(&self, path: &str, words: &str) -> String {
        let mut page = self.page(path);
        for _ in 0..100 {
            if page.contains(words) {
                return page;
            }
            std::thread::sleep(Duration::from_millis(50));
            page = self.page(path);
        }
        panic!("{path} never held {words}: {page}");
    }

    /// Waits until a browser that shows the page is told that there is another.
    fn wait_for_news(&self, page: &str) {
        let waits_at = page.split("EventSource(\"").nth(1).unwrap();
        let mut lines = BufReader::new(self.ask(waits_at.split('"').next().unwrap())).lines();
        // What comes every 15 seconds keeps the connection only.
        let news = lines.find(|line| {
            let line = line.as_ref().unwrap();
            line.starts_with(':') || line.starts_with("data:")
        });
        assert!(
            news.is_some_and(|line| line.unwrap().starts_with("data:")),
            "no news came"
        );
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const FAIR: &str = "content/2025/fair.zh.md";

/// Saves as most editors do: nobody sees half of the file.
fn save(site: &SiteTest, path: &str, text: &str) {
    site.write("saved", text);
    fs::rename(site.path("saved"), site.path(path)).unwrap();
}

#[test]
fn each_page_and_file_of_the_site_is_answered_and_nothing_is_written() {
    let site = SiteTest::new(SITE);
    let tree = site.build();
    fs::remove_dir_all(site.path("public")).unwrap();
    let before = read_tree(site.root());
    let preview = Preview::of(&site, &[]);
    for (path, bytes) in &tree {
        if path == "SHA256SUMS" {
            continue;
        }
        let address = path.strip_suffix("index.html").unwrap_or(path);
        let (head, body) = preview.get(&format!("/{address}"));
        assert!(head.starts_with("http/1.1 200"), "{address}: {head}");
        // What the preview adds stands behind the page.
        assert!(
            body.starts_with(&*String::from_utf8_lossy(bytes)),
            "{address}"
        );
        assert!(head.contains("cache-control: no-store"), "{head}");
    }
    assert!(
        preview
            .get("/zh/feed.json")
            .0
            .contains("application/feed+json")
    );
    assert!(read_tree(site.root()) == before);
}

#[test]
fn other_addresses_lead_to_the_site_or_are_answered_with_its_page_for_them() {
    let site = SiteTest::new(SITE);
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    let yaml = yaml.replace("news.example.org/", "example.org/news/");
    site.write("content/site.yaml", yaml);
    let preview = Preview::of(&site, &[]);
    assert_eq!(preview.status("/news/zh/2025/03/05/fair/"), "200");
    let (head, _) = preview.get("/news/zh/2025/03/05/fair");
    assert!(
        head.contains("location: /news/zh/2025/03/05/fair/"),
        "{head}"
    );
    assert!(preview.get("/").0.contains("location: /news/"));
    let (head, body) = preview.get("/news/zh/2025/03/05/unfair/");
    assert!(head.starts_with("http/1.1 404") && body.contains("页面不存在"));
    // Nothing outside of the plan, wherever a path seems to lead.
    for path in [
        "/news/../../../etc/passwd",
        "/news/%2e%2e/site.yaml",
        "/news/site.yaml",
    ] {
        assert!(!preview.page(path).contains("timezone"), "{path}");
    }
}

#[test]
fn pages_of_other_hosts_read_nothing_through_a_name_that_leads_here() {
    let preview = Preview::of(&SiteTest::new(SITE), &[]);
    for (host, status) in [
        ("127.0.0.1:8080", "200"),
        ("[::1]:8080", "200"),
        ("evil.example", "403"),
        ("evil.example:8080", "403"),
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        write!(
            stream,
            "GET /zh/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(answer.split(' ').nth(1), Some(status), "{host}");
    }
}

#[test]
fn files_are_answered_by_their_names_whatever_these_are() {
    let site = SiteTest::new(SITE);
    site.write("content/static/old-index.html", "old");
    site.write("content/static/q/index.html", "question");
    let preview = Preview::of(&site, &[]);
    for (path, start) in [
        ("/old-index.html", "old"),
        ("/q/index.html", "question"),
        ("/q/", "question"),
        ("/zh/index.html", "<!doctype html>"),
    ] {
        let (head, body) = preview.get(path);
        assert!(
            head.starts_with("http/1.1 200") && body.starts_with(start),
            "{path}: {head}"
        );
    }
}

#[test]
fn a_saved_file_is_shown_and_browsers_are_told() {
    let site = SiteTest::new(SITE);
    let mut preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/2025/03/05/fair/");
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    site.write(FAIR, text.replace("春季招聘会", "夏季招聘会"));
    preview.wait_for_news(&page);
    assert!(preview.page("/zh/2025/03/05/fair/").contains("夏季招聘会"));
    assert!(preview.page("/zh/").contains("夏季招聘会"));
    preview.hear("0 errors");
    // A new file, and one that goes.
    let page = preview.page("/zh/");
    site.write(
        "content/2025/bus.zh.md",
        text.replace("春季招聘会", "十八路公交车"),
    );
    preview.wait_for_news(&page);
    let page = preview.page("/zh/");
    assert!(page.contains("十八路公交车"));
    fs::remove_file(site.path("content/2025/bus.zh.md")).unwrap();
    preview.wait_for_news(&page);
    assert!(!preview.page("/zh/").contains("十八路公交车"));
    // The names of everything are in the configuration.
    let page = preview.page("/zh/");
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write(
        "content/site.yaml",
        format!("{yaml}description: {{zh: 新的说明, en: New}}\n"),
    );
    preview.wait_for_news(&page);
    assert!(preview.page("/zh/").contains("新的说明"));
}

#[test]
fn a_figure_that_only_one_edition_states_is_told_when_it_is_saved() {
    let site = SiteTest::new(SITE);
    let original = "---\ntitle: 招聘会\ndate: 2025-03-07\n---\n招聘会有1200个岗位。\n";
    let translation = "---\ntitle: Job fair\n---\nThe fair offers 1,200 jobs.\n";
    site.write("content/2025/jobs.zh.md", original);
    site.write("content/2025/jobs.en.md", translation);
    let mut preview = Preview::of(&site, &[]);
    assert!(preview.said.starts_with("0 errors, 0 warnings\n"));
    let wrong = translation.replace("1,200", "2,100");
    save(&site, "content/2025/jobs.en.md", &wrong);
    let told = preview.hear_all("0 errors, ");
    assert!(told.starts_with("warning[facts-differ]: "), "{told}");
    assert!(told.ends_with("0 errors, 1 warning\n"), "{told}");
    // Neither edition is another, so what was found of them is what it was.
    let fair = fs::read_to_string(site.path(FAIR)).unwrap();
    save(&site, FAIR, &fair.replace("春季", "夏季"));
    preview.hear_only("0 errors, 1 warning, as before");
    // The original is right where the translation is.
    let mended = original.replace("1200", "2100");
    save(&site, "content/2025/jobs.zh.md", &mended);
    preview.hear_only("0 errors, 0 warnings");
    // What is not public yet is compared as well.
    let draft = original.replace("---\n招", "status: draft\n---\n招");
    save(&site, "content/2025/jobs.zh.md", &draft);
    let told = preview.hear_all("0 errors, ");
    assert!(told.contains("warning[facts-differ]: "), "{told}");
}

#[test]
fn a_mistake_is_shown_in_the_page_until_it_is_repaired() {
    let site = SiteTest::new(SITE);
    let mut preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    assert!(!page.contains("error["));
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    site.write(FAIR, text.replace("date: 2025-03-05", "date: 三月五日"));
    preview.wait_for_news(&page);
    let page = preview.page("/zh/");
    // The page of before, with what is wrong.
    assert!(
        page.contains("春季招聘会") && page.contains("content/2025/fair.zh.md:3:7"),
        "{page}"
    );
    preview.hear("1 error");
    site.write(FAIR, text);
    preview.wait_for_news(&page);
    assert!(!preview.page("/zh/").contains("error["));
}

#[test]
fn a_site_that_is_wrong_from_the_start_shows_why_and_then_itself() {
    let site = SiteTest::new(SITE);
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    site.write(FAIR, text.replace("title:", "titel:"));
    let preview = Preview::of(&site, &[]);
    let (head, page) = preview.get("/zh/");
    assert!(
        head.starts_with("http/1.1 500") && page.contains("`titel`"),
        "{head} {page}"
    );
    site.write(FAIR, text);
    preview.wait_for_news(&page);
    assert!(preview.page("/zh/").contains("春季招聘会"));
}

#[test]
fn the_preview_speaks_chinese_too() {
    let site = SiteTest::new(SITE);
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    save(&site, FAIR, &text.replace("title:", "titel:"));
    let mut preview = Preview::of(&site, &["--lang", "zh"]);
    assert!(
        preview
            .said
            .contains("1 个错误，0 条提醒；还没有页面可以显示")
    );
    let page = preview.page("/zh/");
    assert!(
        page.contains("下列错误改正之后，才有页面可以显示。"),
        "{page}"
    );
    save(&site, FAIR, &text);
    let page = preview.page_after(&page, "春季招聘会");
    save(&site, FAIR, &text.replace("title:", "titel:"));
    preview.hear_all("页面仍是之前的样子");
    preview.page_after(&page, "下列错误改正之前，页面仍是之前的样子。");
}

#[test]
fn before_the_first_good_state_no_page_is_said_to_be_shown() {
    let site = SiteTest::new(SITE);
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    site.write(FAIR, text.replace("title:", "titel:"));
    let mut preview = Preview::of(&site, &[]);
    assert!(preview.said.contains("there is no page to show yet"));
    site.write(FAIR, text.clone());
    preview.hear("0 errors");
    site.write(FAIR, text.replace("title:", "titel:"));
    let line = preview.hear("1 error,");
    assert!(line.contains("the pages are as they were before"), "{line}");
}

#[test]
fn a_theme_that_comes_while_serving_is_shown_and_followed() {
    let site = SiteTest::new(SITE);
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}theme: own\n"));
    let preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    assert!(page.contains("error[unknown-theme]"), "{page}");
    site.write("themes/own/style.css", "h1 { color: teal }");
    let page = preview.page_after(&page, "color:teal");
    site.write("themes/own/style.css", "h1 { color: navy }");
    let page = preview.page_after(&page, "color:navy");
    // Another folder in its place.
    fs::rename(site.path("themes"), site.path("before")).unwrap();
    let page = preview.page_after(&page, "error[unknown-theme]");
    fs::rename(site.path("before"), site.path("themes")).unwrap();
    let page = preview.page_after(&page, "color:navy");
    site.write("themes/own/style.css", "h1 { color: teal }");
    preview.page_after(&page, "color:teal");
}

#[test]
fn topics_pictures_and_other_files_are_followed() {
    let site = SiteTest::new(SITE);
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    site.write(
        FAIR,
        text.replace("---\n招聘会", "topics: [employment]\n---\n招聘会"),
    );
    let preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    let topics = fs::read_to_string(site.path("content/topics.yaml")).unwrap();
    site.write("content/topics.yaml", topics.replace("就业", "找工作"));
    let page = preview.page_after(&page, "找工作");
    site.write("content/static/notes.txt", "one");
    preview.wait_for_news(&page);
    assert_eq!(preview.page("/notes.txt"), "one");
    let page = preview.page("/zh/");
    site.write("content/static/notes.txt", "two");
    preview.wait_for_news(&page);
    assert_eq!(preview.page("/notes.txt"), "two");
    let mut picture = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::new(4, 3);
    pixels
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    let page = preview.page("/zh/");
    site.write("content/2025/fair.png", picture.get_ref());
    let shown = format!("{text}\n![体育馆](fair.png)\n");
    site.write(FAIR, shown);
    preview.wait_for_news(&page);
    let wide = preview.page_after_at("/zh/2025/03/05/fair/", "width=4");
    let pixels = image::RgbImage::new(6, 3);
    picture.set_position(0);
    pixels
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    site.write("content/2025/fair.png", picture.into_inner());
    preview.wait_for_news(&wide);
    preview.page_after_at("/zh/2025/03/05/fair/", "width=6");
}

#[test]
fn a_file_that_is_put_in_the_place_of_another_is_read_although_it_looks_like_it() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    let time = fs::metadata(site.path(FAIR)).unwrap().modified().unwrap();
    site.write("fair.new", text.replace("春季招聘会", "夏季招聘会"));
    let new = fs::File::options()
        .write(true)
        .open(site.path("fair.new"))
        .unwrap();
    new.set_modified(time).unwrap();
    drop(new);
    fs::rename(site.path("fair.new"), site.path(FAIR)).unwrap();
    preview.page_after(&page, "夏季招聘会");
}

#[test]
fn a_folder_that_is_moved_is_followed() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    fs::create_dir(site.path("content/archive")).unwrap();
    fs::rename(site.path("content/2025"), site.path("content/archive/2025")).unwrap();
    preview.wait_for_news(&page);
    // Its address hangs on the date, not on the folder.
    let page = preview.page_after_at("/zh/2025/03/05/fair/", "春季招聘会");
    let moved = "content/archive/2025/fair.zh.md";
    let text = fs::read_to_string(site.path(moved)).unwrap();
    site.write(moved, text.replace("春季招聘会", "夏季招聘会"));
    let page = preview.page_after(&page, "夏季招聘会");
    fs::remove_dir_all(site.path("content/archive")).unwrap();
    preview.wait_for_news(&page);
    preview.page_after_at("/zh/", "暂无公告");
}

#[test]
fn what_editors_keep_beside_a_file_is_no_change() {
    let site = SiteTest::new(SITE);
    let preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    site.write("content/2025/.fair.zh.md.swp", "x");
    site.write("content/2025/fair.zh.md~", "x");
    site.write("public/index.html", "x");
    site.write("notes.md", "x");
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(preview.page("/zh/"), page);
}

#[test]
fn an_embargo_ends_while_the_site_is_shown() {
    let site = SiteTest::new(SITE);
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(2);
    let end = end.strftime("%Y-%m-%dT%H:%M:%SZ");
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    let text = text.replace(
        "date: 2025-03-05",
        &format!("date: 2025-03-05\nembargo: {end}"),
    );
    site.write(FAIR, text);
    let preview = Preview::of(&site, &[]);
    let page = preview.page("/zh/");
    assert!(!page.contains("春季招聘会"));
    preview.page_after(&page, "春季招聘会");
}

#[test]
fn the_terminal_tells_what_is_new_and_counts_the_rest() {
    let site = SiteTest::new(SITE);
    site.write(
        "content/2025/bus.zh.md",
        "---\ntitle: 公交改线\ndate: 2025-03-07\n---\n十八路公交车改线。\n",
    );
    let mut preview = Preview::of(&site, &[]);
    assert!(preview.said.contains("warning[translation-missing]"));
    // A line more above it: the same warning at another place.
    let text = fs::read_to_string(site.path(FAIR)).unwrap();
    save(
        &site,
        "content/2025/bus.zh.md",
        "---\ndate: 2025-03-07\ntitle: 公交改线\n---\n十八路公交车改线。\n",
    );
    preview.hear_only("0 errors, 1 warning, as before");
    save(
        &site,
        FAIR,
        &text.replace("date: 2025-03-05", "date: 三月五日"),
    );
    let said = preview.hear_all("the pages are as they were before");
    assert!(
        said.contains("fair.zh.md:3:7") && !said.contains("translation-missing"),
        "{said}"
    );
    assert!(said.contains("1 error, 0 warnings; with those of before 1 error, 1 warning"));
    save(&site, FAIR, &text);
    preview.hear_only("0 errors, 1 warning, as before");
}

#[test]
fn drafts_are_shown_on_request_only_and_marked() {
    let site = SiteTest::new(SITE);
    let address = "/zh/2025/03/06/plan/";
    let public = Preview::of(&site, &[]);
    assert_eq!(public.status(address), "404");
    assert!(!public.page("/zh/").contains("草稿"));
    let preview = Preview::of(&site, &["--drafts"]);
    let page = preview.page(address);
    assert!(page.contains("<strong>草稿：尚未公开</strong>"), "{page}");
    assert!(
        preview
            .page("/zh/")
            .contains("<small class=alert>草稿</small>")
    );
}

#[test]
fn a_port_that_is_taken_is_said() {
    let site = SiteTest::new(SITE);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = site.run(&["serve", "--port", &port]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains(&format!("port {port}")) && run.stderr.contains("--port"));
}
