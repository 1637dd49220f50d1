//! The same bytes come out whatever the number of threads.

use super::articles::feed;
use super::run::Bench;

const LAYERS: [&str; 7] = [
    "events.geojson",
    "mentions.geojson",
    "movements.geojson",
    "places.geojson",
    "regions.geojson",
    "run.json",
    "unplaced.jsonl",
];

#[test]
fn layers_and_annotations_do_not_depend_on_threads() {
    let bench = Bench::new();
    bench.file("feed.jsonl", feed(300));
    let mut annotations = Vec::new();
    for threads in ["1", "2", "8"] {
        let out = format!("out{threads}");
        let args = ["map", "feed.jsonl", "--threads", threads, "-o", &out];
        assert_eq!(bench.run(&args).code, Some(0));
        assert_eq!(bench.names(&out), LAYERS);
        let finished = bench.run(&["annotate", "--threads", threads, "feed.jsonl"]);
        assert_eq!(finished.code, Some(0));
        annotations.push(finished.out);
    }
    for threads in ["2", "8"] {
        for layer in LAYERS {
            let first = bench.read(&format!("out1/{layer}"));
            let other = bench.read(&format!("out{threads}/{layer}"));
            assert!(first == other, "{layer} with {threads} threads");
        }
    }
    assert!(annotations.iter().all(|lines| *lines == annotations[0]));
}
