//! Bytes as the page holds them: gzip, then base64, inside a `<script>` that is not run.

use base64::engine::general_purpose::STANDARD;
use base64::write::EncoderWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Writes `bytes` as the script element `id`.
pub fn script(out: &mut dyn Write, id: &str, bytes: &[u8]) -> io::Result<()> {
    write!(out, r#"<script type="text/plain" id="{id}">"#)?;
    let mut gzip = GzEncoder::new(
        EncoderWriter::new(&mut *out, &STANDARD),
        Compression::default(),
    );
    gzip.write_all(bytes)?;
    gzip.finish()?.finish()?;
    out.write_all(b"</script>\n")
}
