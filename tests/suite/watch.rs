//! Watching feeds: what comes, changes and goes, feeds that are broken, and the end.

use super::run::{Bench, dateline};
use super::schema::{check, validator};
use super::server::{Answer, Server};
use serde_json::Value;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longer than any machine needs; only a hang waits for it.
const PATIENCE: Duration = Duration::from_secs(120);

/// An item: guid, headline, text.
type Item<'i> = (&'i str, &'i str, &'i str);

fn rss(server: &Server, items: &[Item<'_>]) -> Answer {
    Answer::page("application/rss+xml", rss_text(server, items))
}

fn rss_text(server: &Server, items: &[Item<'_>]) -> String {
    let items: String = items
        .iter()
        .map(|(guid, title, text)| {
            format!(
                "<item><guid isPermaLink=\"false\">{guid}</guid><title>{title}</title>\
                 <link>{}</link><pubDate>Thu, 10 Apr 2025 10:00:00 GMT</pubDate>\
                 <description>{text}</description></item>",
                server.url(&format!("/{guid}"))
            )
        })
        .collect();
    format!(
        "<rss version=\"2.0\"><channel><title>News</title><link>x</link><ttl>20</ttl>{items}\
         </channel></rss>"
    )
}

/// A folder with a file of feeds, `(path, other lines)` each.
fn bench(server: &Server, feeds: &[(&str, &str)]) -> Bench {
    let bench = Bench::new();
    let tables: String = feeds
        .iter()
        .map(|(path, lines)| format!("[[feed]]\nurl = \"{}\"\n{lines}\n", server.url(path)))
        .collect();
    bench.file("feeds.toml", tables);
    bench
}

const WATCH: [&str; 10] = [
    "watch",
    "feeds.toml",
    "--store",
    "news.gpkg",
    "-o",
    "out",
    "--allow-private",
    "--rate",
    "0",
    "--once",
];

fn health(bench: &Bench) -> Value {
    let health = serde_json::from_str(&bench.text("out/watch.json")).expect("JSON");
    check(&validator("watch.schema.json"), "watch", &health);
    health
}

fn numbers(feed: &Value) -> [u64; 5] {
    ["items", "new", "changed", "removed", "articles"].map(|name| {
        feed[name]
            .as_u64()
            .unwrap_or_else(|| panic!("{name}: {feed}"))
    })
}

/// Documents of the layers, with the places of their events.
fn events(bench: &Bench) -> Vec<(String, String)> {
    let layer: Value = serde_json::from_str(&bench.text("out/events.geojson")).expect("JSON");
    let features = layer["features"].as_array().expect("features").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut events: Vec<(String, String)> = features
        .map(|feature| {
            let properties = &feature["properties"];
            (text(&properties["doc_id"]), text(&properties["place_name"]))
        })
        .collect();
    events.sort();
    events
}

const KHARKIV: Item<'_> = (
    "a",
    "Shelling",
    "Shelling killed two people in Kharkiv on Monday.",
);
const GOMA: Item<'_> = (
    "b",
    "Attack",
    "A bomb killed five people in Goma on Tuesday.",
);
const ALEPPO: Item<'_> = (
    "a",
    "Shelling",
    "Shelling killed two people in Aleppo on Monday.",
);
const HOMS: Item<'_> = (
    "c",
    "Attack",
    "A bomb killed three people in Homs on Tuesday.",
);

#[test]
fn a_feed_as_a_file_names_its_documents_as_a_watch_does() {
    let server = Server::start();
    let bench = bench(&server, &[("/feed", "")]);
    server.set("/feed", rss(&server, &[GOMA, KHARKIV]));
    assert_eq!(bench.run(&WATCH).code, Some(0));
    let watched = events(&bench);
    bench.file("feed.xml", rss_text(&server, &[GOMA, KHARKIV]));
    assert_eq!(bench.run(&["map", "feed.xml", "-o", "out"]).code, Some(0));
    assert_eq!(events(&bench), watched);
}

#[test]
fn items_come_change_and_go() {
    let server = Server::start();
    let bench = bench(&server, &[("/feed", "name = \"News\"")]);
    let place = |guid: &str, name: &str| (server.url(&format!("/{guid}")), name.to_owned());

    server.set("/feed", rss(&server, &[GOMA, KHARKIV]));
    let first = bench.run(&WATCH);
    assert_eq!(first.code, Some(0), "{first:#?}");
    assert!(
        first
            .err
            .contains("new News: Attack [1 place names, 1 events]"),
        "{}",
        first.err
    );
    assert_eq!(events(&bench), [place("a", "Kharkiv"), place("b", "Goma")]);
    assert_eq!(numbers(&health(&bench)["feeds"][0]), [2, 2, 0, 0, 2]);
    assert_eq!(health(&bench)["status"], "stopped");

    // The same again: nothing comes, and the layers are those of before.
    let again = bench.run(&WATCH);
    assert_eq!(again.code, Some(0), "{again:#?}");
    assert_eq!(numbers(&health(&bench)["feeds"][0]), [2, 0, 0, 0, 0]);

    // One changed, one is gone, one is new: the store keeps what is gone.
    server.set("/feed", rss(&server, &[HOMS, ALEPPO]));
    let third = bench.run(&WATCH);
    assert_eq!(third.code, Some(0), "{third:#?}");
    assert!(
        third.err.contains("changed News: Shelling"),
        "{}",
        third.err
    );
    assert_eq!(
        events(&bench),
        [place("a", "Aleppo"), place("b", "Goma"), place("c", "Homs")]
    );
    assert_eq!(numbers(&health(&bench)["feeds"][0]), [2, 1, 1, 1, 2]);

    // Without the ledger the items are looked at again, and the store knows them.
    std::fs::remove_file(bench.path("news.gpkg.feeds.json")).expect("it is there");
    let fourth = bench.run(&WATCH);
    assert_eq!(fourth.code, Some(0), "{fourth:#?}");
    assert!(!fourth.err.contains("new News:"), "{}", fourth.err);
    assert_eq!(events(&bench).len(), 3);
    let left = bench.names("out");
    assert!(!left.iter().any(|name| name.starts_with('.')), "{left:?}");
}

#[test]
fn pages_are_followed_and_the_text_of_the_item_stands_in_for_them() {
    let server = Server::start();
    let bench = bench(&server, &[("/feed", "name = \"News\"\nfollow = true")]);
    let page = |text: &str| {
        let page = format!("<html><title>T</title><article><p>{text}</p></article></html>");
        Answer::page("text/html", page)
    };
    server.set("/feed", rss(&server, &[GOMA, KHARKIV]));
    server.set(
        "/a",
        page("A bomb killed nine people in Donetsk on Monday, police said."),
    );
    server.set("/b", Answer::new("503"));
    let mut args = WATCH.to_vec();
    args.extend(["--attempts", "1"]);
    let first = bench.run(&args);
    assert_eq!(first.code, Some(0), "{first:#?}");
    assert!(
        first
            .err
            .contains("the item's own text: the server answers 503"),
        "{}",
        first.err
    );
    let places = |bench: &Bench| {
        events(bench)
            .into_iter()
            .map(|(_, place)| place)
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&bench), ["Donetsk", "Goma"]);
    // The page is asked for again, though the item is the same.
    server.set(
        "/b",
        page("A bomb killed five people in Bukavu on Tuesday, police said."),
    );
    bench.run(&args);
    assert_eq!(places(&bench), ["Donetsk", "Bukavu"]);
    bench.run(&args);
    assert_eq!(server.requests("/a").len(), 1);
    assert_eq!(server.requests("/b").len(), 2);
}

#[test]
fn a_broken_feed_does_not_stop_the_others() {
    let server = Server::start();
    let feeds = [
        ("/broken", "name = \"Broken\""),
        ("/feed", "name = \"News\""),
        ("/page", "name = \"Page\""),
        ("/empty", "name = \"Empty\""),
    ];
    let bench = bench(&server, &feeds);
    server.set("/broken", Answer::new("410"));
    server.set("/feed", rss(&server, &[KHARKIV]));
    server.set(
        "/page",
        Answer::page("text/html", "<html><p>Shells hit Kharkiv.</p></html>"),
    );
    server.set("/empty", rss(&server, &[]));
    let finished = bench.run(&WATCH);
    assert_eq!(finished.code, Some(2), "{finished:#?}");
    assert!(
        finished
            .err
            .contains("error Broken: the server answers 410 (gone)"),
        "{}",
        finished.err
    );
    let health = health(&bench);
    let of = |key: &str| -> Vec<Value> {
        let feeds = health["feeds"].as_array().expect("feeds").iter();
        feeds.map(|feed| feed[key].clone()).collect()
    };
    assert_eq!(of("status"), ["error", "ok", "error", "ok"]);
    assert_eq!(of("consecutive_errors"), [1, 0, 1, 0]);
    assert_eq!(of("articles"), [0, 1, 0, 0]);
    assert_eq!(
        health["feeds"][0]["last_error"],
        "the server answers 410 (gone)"
    );
    assert_eq!(events(&bench).len(), 1);
}

#[test]
fn what_is_wrong_in_the_file_of_feeds_is_said_with_its_line() {
    let bench = Bench::new();
    bench.file(
        "feeds.toml",
        "[[feed]]\nurl = \"https://a.example/\"\nevry = \"10m\"\n",
    );
    let finished = bench.run(&WATCH);
    assert_eq!(finished.code, Some(2), "{finished:#?}");
    let err = finished.err.replace(['\n', '│'], " ");
    assert!(
        err.contains("feeds.toml, line 3, key `evry`: unknown field"),
        "{err}"
    );
    assert!(!bench.path("news.gpkg").exists() && !bench.path("out").exists());
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to_with_whole_layers() {
    for signal in ["TERM", "INT"] {
        let (server, silent) = (Server::start(), Server::start());
        let bench = bench(&server, &[("/feed", "every = \"1s\"")]);
        let feeds = bench.text("feeds.toml");
        bench.file(
            "feeds.toml",
            format!("{feeds}[[feed]]\nurl = \"{}\"\n", silent.url("/")),
        );
        server.set("/feed", rss(&server, &[KHARKIV]));
        silent.set("/", Answer::new("200|!nonsense|!stall"));
        let mut child = dateline(bench.folder())
            .args(&WATCH[..9])
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        wait_for(|| bench.path("out/events.geojson").exists() && !events(&bench).is_empty());
        // It goes on polling.
        server.set("/feed", rss(&server, &[GOMA, KHARKIV]));
        wait_for(|| events(&bench).len() == 2);
        let id = child.id().to_string();
        let kill = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(kill.expect("kill").success());
        let ended = Instant::now();
        let status = child.wait().expect("the command ends");
        assert!(
            ended.elapsed() < Duration::from_secs(30),
            "it does not wait for the silent feed"
        );
        assert_eq!(status.code(), Some(0));
        assert_eq!(health(&bench)["status"], "stopped");
        assert_eq!(events(&bench).len(), 2);
        assert!(!bench.names("out").iter().any(|name| name.starts_with('.')));
    }
}

#[cfg(unix)]
fn wait_for(mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "it does not come about");
        std::thread::sleep(Duration::from_millis(20));
    }
}
