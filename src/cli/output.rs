//! The folder layers are written to.

use super::interrupt::Watch;
use crate::layers::{LayerCount, Staging};
use miette::{IntoDiagnostic, WrapErr};
use std::io::{self, Write};
use std::path::Path;

/// Starts writing to a folder; Ctrl-C removes what is half written.
pub fn open(folder: &Path) -> miette::Result<(Staging, Watch)> {
    let staging = Staging::new(folder).into_diagnostic().wrap_err_with(|| {
        format!(
            "cannot write to {}: choose a folder you may write to with -o",
            folder.display()
        )
    })?;
    let watch = Watch::over(staging.aside())?;
    Ok((staging, watch))
}

/// What went wrong while a folder was written to.
pub fn writing(folder: &Path) -> String {
    format!("writing to {}; is the disk full?", folder.display())
}

/// Puts the files in place.
pub fn commit(staging: Staging, watch: &Watch) -> miette::Result<()> {
    watch
        .finish(|| staging.commit())
        .into_diagnostic()
        .wrap_err("the layers could not be put in place")
}

/// Says how much each file holds.
pub fn tell(out: &mut dyn Write, counts: &[LayerCount], folder: &Path) -> io::Result<()> {
    for count in counts {
        let file = folder.join(count.label());
        writeln!(out, "{:>7}  {}", count.features, file.display())?;
    }
    Ok(())
}
