//! `SQLite` on a disk that is full, at many moments.

use std::fs;
use std::path::{Path, PathBuf};

use crate::writer::{Writer, store};

/// Room that is left for the database, in KiB: from none to enough for several writes.
const ROOM: [usize; 12] = [0, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192];

/// A small file system that may be filled; `None`, with a sentence, where there is none.
fn small_disk() -> Option<PathBuf> {
    let disk = std::env::var_os("VANORT_TEST_SMALL_DISK").map(PathBuf::from);
    if disk.is_none() {
        assert!(
            std::env::var_os("VANORT_TEST_REQUIRE_FAULTS").is_none(),
            "VANORT_TEST_SMALL_DISK must name a folder on a small file system"
        );
        eprintln!(
            "skipped: run `.ci/run faults`, or set VANORT_TEST_SMALL_DISK to a folder on a file \
             system of a few MiB, to test what happens on a full disk"
        );
    }
    disk
}

/// Fills the disk but for so many KiB.
fn fill(file: &Path, room: usize) {
    let spare = file.with_extension("spare");
    fs::write(&spare, vec![0; room * 1_024]).unwrap();
    let mut size = 1 << 20;
    let mut filled = Vec::new();
    let mut number = 0;
    while size >= 1_024 {
        let part = file.with_extension(number.to_string());
        number += 1;
        if fs::write(&part, vec![0; size]).is_err() {
            fs::remove_file(&part).unwrap();
            size /= 2;
        } else {
            filled.push(part);
        }
    }
    fs::remove_file(spare).unwrap();
}

fn clear(file: &Path) {
    let stem = file.file_stem().unwrap();
    for entry in fs::read_dir(file.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem() == Some(stem) {
            fs::remove_file(path).unwrap();
        }
    }
}

#[tokio::test]
async fn on_a_full_disk_writes_are_refused_and_work_again_when_there_is_room() {
    let Some(disk) = small_disk() else { return };
    let folder = tempfile::tempdir_in(disk).unwrap();
    let url = format!("sqlite://{}", folder.path().join("vanort.db").display());
    let filler = folder.path().join("fill");
    let store = store(&url).await;
    let writer = Writer::default();
    for room in ROOM {
        fill(&filler, room);
        for _ in 0..16 {
            // Refused or not is counted; four at a time use several connections.
            drop(tokio::join!(
                writer.write(&store),
                writer.write(&store),
                writer.write(&store),
                writer.write(&store)
            ));
        }
        clear(&filler);
        for _ in 0..4 {
            writer.write(&store).await.unwrap();
        }
    }
    let tally = writer.verify("SQLite, disk full", &url).await;
    tally.assert_kept();
}
