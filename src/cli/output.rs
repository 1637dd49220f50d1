//! The folder layers are written to.

use crate::layers::{LayerCount, Staging};
use miette::{IntoDiagnostic, WrapErr};
use std::path::Path;

/// Starts writing to a folder; Ctrl-C removes what is half written.
pub fn open(folder: &Path) -> miette::Result<Staging> {
    let staging = Staging::new(folder).into_diagnostic().wrap_err_with(|| {
        format!(
            "cannot write to {}: choose a folder you may write to with -o",
            folder.display()
        )
    })?;
    clean_up_when_stopped(staging.aside())?;
    Ok(staging)
}

/// What went wrong while a folder was written to.
pub fn writing(folder: &Path) -> String {
    format!("writing to {}; is the disk full?", folder.display())
}

/// Puts the files in place.
pub fn commit(staging: Staging) -> miette::Result<()> {
    staging
        .commit()
        .into_diagnostic()
        .wrap_err("the layers could not be put in place")
}

/// Says how much each file holds.
pub fn tell(counts: &[LayerCount], folder: &Path) {
    for count in counts {
        let file = folder.join(count.label());
        println!("{:>7}  {}", count.features, file.display());
    }
}

/// Ctrl-C removes what is half written; the layers of an earlier run stay.
fn clean_up_when_stopped(aside: &Path) -> miette::Result<()> {
    let aside = aside.to_path_buf();
    ctrlc::set_handler(move || {
        let _ = std::fs::remove_dir_all(&aside);
        eprintln!("stopped; nothing was written");
        std::process::exit(130);
    })
    .into_diagnostic()
    .wrap_err("cannot watch for Ctrl-C")
}
