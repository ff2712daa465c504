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
    said: BufReader<ChildStderr>,
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
        let said = BufReader::new(process.stderr.take().unwrap());
        let mut preview = Self {
            process,
            said,
            port: 0,
        };
        let ready = preview.hear("the preview is at ");
        let port = ready.split("127.0.0.1:").nth(1).unwrap();
        preview.port = port.split('/').next().unwrap().parse().unwrap();
        preview
    }

    /// Waits for a line at the terminal that holds these words.
    fn hear(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            let count = self.said.read_line(&mut line).unwrap();
            assert!(count > 0, "the server has ended: {all}");
            if line.contains(words) {
                return line;
            }
            all.push_str(&line);
        }
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
fn drafts_are_shown_on_request_only() {
    let site = SiteTest::new(SITE);
    let address = "/zh/2025/03/06/plan/";
    assert_eq!(Preview::of(&site, &[]).status(address), "404");
    assert_eq!(Preview::of(&site, &["--drafts"]).status(address), "200");
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
