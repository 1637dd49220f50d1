fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let text = dateline::text::Text::new(&line);
        for s in &text.sentences {
            let p = dateline::syntax::parse(&text, s, &[]);
            for (i, n) in p.nodes.iter().enumerate() {
                print!(
                    "{}:{}/{:?}/{:?}>{} ",
                    i,
                    text.word(p.first_token + i),
                    n.xpos,
                    n.relation,
                    n.head.map_or(-1, |h| h as i64)
                );
            }
            println!();
        }
    }
}
