//! The same bytes come out whatever the number of threads.

use super::articles::feed;
use super::run::Bench;

#[test]
fn layers_and_annotations_do_not_depend_on_threads() {
    let bench = Bench::new();
    bench.file("feed.jsonl", feed(300));
    let mut annotations = Vec::new();
    for threads in ["1", "2", "8"] {
        let out = format!("out{threads}");
        let args = ["map", "feed.jsonl", "--threads", threads, "-o", &out];
        assert_eq!(bench.run(&args).code, Some(0));
        let finished = bench.run(&["annotate", "--threads", threads, "feed.jsonl"]);
        assert_eq!(finished.code, Some(0));
        annotations.push(finished.out);
    }
    let files = bench.names("out1");
    assert!(files.iter().any(|name| name == "events.geojson"));
    for threads in ["2", "8"] {
        assert_eq!(bench.names(&format!("out{threads}")), files);
        for layer in &files {
            let first = bench.read(&format!("out1/{layer}"));
            let other = bench.read(&format!("out{threads}/{layer}"));
            assert!(first == other, "{layer} with {threads} threads");
        }
    }
    assert!(annotations.iter().all(|lines| *lines == annotations[0]));
}
