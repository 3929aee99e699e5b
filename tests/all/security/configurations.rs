//! A configuration that a stranger wrote shows no file but TOML files of its own repository.

use std::os::unix::fs::symlink;

use crate::common::folder::Folder;
use crate::common::{stderr, stdout};

const SECRET: &str = "password = hunter2 for \"Qormi\"\n[core]\n";
const RULE: &str = include_str!("../../data/house-rules.toml");

/// A repository in a folder with a secret beside it, and one inside.
fn repository() -> Folder {
    let folder = Folder::new(&[
        ("secret.toml", SECRET),
        ("work/.git/config", SECRET),
        ("work/.git/x.toml", SECRET),
        ("work/.env", SECRET),
        ("work/shared/house.toml", RULE),
        ("work/desk/a.txt", "Sales rose 5 percent.\n"),
    ]);
    folder.write("work/desk/rules/none.txt", "");
    folder
}

fn link(folder: &Folder, to: &str, from: &str) {
    let from = folder.path(from);
    let _ = std::fs::remove_file(&from);
    symlink(to, from).expect("linked");
}

/// What a check says; it must be refused, and not show the secret.
#[track_caller]
fn refused(folder: &Folder, at: &str) -> String {
    for arguments in [&["facts", at][..], &["config", "show", at], &["audit", at, "--out", "out"]] {
        let output = folder.run(arguments);
        let said = format!("{}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(!said.contains("hunter2") && !said.contains("password"), "{said}");
    }
    let said = folder.refused(&["check", at]);
    assert!(!said.contains("hunter2") && !said.contains("password"), "{said}");
    said
}

#[test]
fn what_git_keeps_for_itself_is_not_named() {
    let folder = repository();
    for glob in [".git/config", "**/config", ".git/x.toml", ".git/*.toml"] {
        for key in ["extend = [\"GLOB\"]\n", "[lexicon]\nextend = [\"GLOB\"]\n"] {
            folder.write("work/factlint.toml", &key.replace("GLOB", glob));
            assert!(refused(&folder, "work/desk/a.txt").contains("no file matches"), "{glob}");
        }
    }
    folder.write("work/desk/factlint.toml", "extend = [\"rules/*.toml\"]\n");
    link(&folder, "../../.git/x.toml", "work/desk/rules/x.toml");
    assert!(refused(&folder, "work/desk/a.txt").contains("it is a link to what git keeps for itself"));
}

#[test]
fn what_is_no_toml_file_is_not_read() {
    let folder = repository();
    folder.write("work/factlint.toml", "extend = [\".env\"]\n");
    assert!(
        refused(&folder, "work/desk/a.txt").contains("its name does not end in .toml, so it is left unread")
    );
    folder.write("work/factlint.toml", "extend = [\"env.toml\"]\n");
    link(&folder, ".env", "work/env.toml");
    assert!(refused(&folder, "work/desk/a.txt").contains("its name does not end in .toml"));
    link(&folder, "/proc/self/environ", "work/env.toml");
    assert!(refused(&folder, "work/desk/a.txt").contains("it is a link that leads out of its repository"));
}

#[test]
fn links_may_lead_through_a_repository_and_not_out_of_it() {
    let folder = repository();
    folder.write("work/desk/factlint.toml", "extend = [\"rules/*.toml\"]\n");
    link(&folder, "../../shared/house.toml", "work/desk/rules/house.toml");
    assert_eq!(folder.found(&["work/desk/a.txt"]).len(), 1);
    link(&folder, "../../../secret.toml", "work/desk/rules/house.toml");
    assert!(refused(&folder, "work/desk/a.txt").contains("it is a link that leads out of its repository"));
    // Without a repository the folder of the configuration is what counts.
    std::fs::remove_dir_all(folder.path("work/.git")).expect("removed");
    link(&folder, "../../shared/house.toml", "work/desk/rules/house.toml");
    assert!(refused(&folder, "work/desk/a.txt").contains("it is a link that leads out of the folder"));
    // What a flag names lies where it lies.
    folder.write("work/desk/factlint.toml", "");
    assert_eq!(folder.found(&["--rules", "work/desk/rules/house.toml", "work/desk/a.txt"]).len(), 1);
}

#[test]
fn the_configuration_itself_is_no_way_out() {
    let folder = repository();
    for (to, said) in [
        ("../../secret.toml", "it is a link that leads out of its repository"),
        ("../.env", "its name does not end in .toml"),
        ("../.git/x.toml", "it is a link to what git keeps for itself"),
        ("absent.toml", "there is no such file"),
    ] {
        link(&folder, to, "work/desk/factlint.toml");
        let told = refused(&folder, "work/desk/a.txt");
        assert!(told.contains(said), "{told}");
    }
    link(&folder, "../shared/factlint.toml", "work/desk/factlint.toml");
    folder.write("work/shared/factlint.toml", "[rules]\nspacing = 1\n");
    assert!(folder.refused(&["check", "work/desk/a.txt"]).contains("spacing = 1"));
}

#[test]
fn the_search_for_a_configuration_ends_with_the_repository() {
    let folder = repository();
    folder.write("factlint.toml", SECRET);
    assert!(folder.found(&["work/desk/a.txt"]).is_empty());
    folder.write("work/factlint.toml", "extend = [\"shared/house.toml\"]\n");
    assert_eq!(folder.found(&["work/desk/a.txt"]).len(), 1);
    std::fs::remove_dir_all(folder.path("work/.git")).expect("removed");
    std::fs::remove_file(folder.path("work/factlint.toml")).expect("removed");
    assert!(folder.refused(&["check", "work/desk/a.txt"]).contains("factlint.toml is refused"));
}

#[test]
fn a_file_of_settings_is_a_file_and_not_large() {
    let folder = repository();
    folder.write("work/factlint.toml", &"# a\n".repeat(1_100_000));
    assert!(refused(&folder, "work/desk/a.txt").contains("it is larger than 4 MiB"));
    let pipe = folder.path("work/desk/factlint.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    assert!(refused(&folder, "work/desk/a.txt").contains("this is a pipe"));
    assert!(
        folder.refused(&["check", "--rules", "/dev/zero", "work"]).contains("this is no file, but a device")
    );
}
