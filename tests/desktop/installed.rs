//! The package that users install: dpkg installs it into a root folder of its own, and the program
//! in there opens a window. `scripts/package` makes it; `TEZIS_DEB` names it.

use std::path::{Path, PathBuf};
use std::process::Command;

use tezis_tests::window::Window;

use super::{Place, manuscript, write_report};

/// The package, or nothing where none was made, which is said.
fn package() -> Option<PathBuf> {
    let package = std::env::var_os("TEZIS_DEB").map(PathBuf::from);
    if package.is_none() {
        println!("skipped: TEZIS_DEB names no package; ./scripts/test makes one");
    }
    package
}

/// The .rpm that was made together with the .deb.
fn rpm_beside(package: &Path) -> PathBuf {
    let folder = package.ancestors().nth(2).expect("packages lie in bundle/<kind>").join("rpm");
    let mut entries = std::fs::read_dir(&folder).expect("there is a folder for the .rpm");
    let found = entries.find_map(|entry| {
        let path = entry.expect("its entries can be read").path();
        path.extension().is_some_and(|ending| ending == "rpm").then_some(path)
    });
    found.expect("an .rpm was made")
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Installs the package as dpkg does, database and all, without touching this machine's own.
fn install(package: &Path, root: &Path) {
    let database = root.join("var/lib/dpkg");
    for folder in ["info", "updates"] {
        std::fs::create_dir_all(database.join(folder)).expect("folders for dpkg");
    }
    std::fs::write(database.join("status"), "").expect("an empty database");
    run(Command::new("dpkg")
        .arg(format!("--root={}", root.display()))
        .args(["--force-not-root", "--force-depends", "--log=/dev/null", "-i"])
        .arg(package));
    let state = run(Command::new("dpkg-query")
        .arg(format!("--admindir={}", database.display()))
        .args(["-W", "-f=${Package} ${db:Status-Status}"]));
    assert_eq!(state, "tezis installed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_installed_program_writes_and_reads_a_report() {
    let Some(package) = package() else { return };
    let Some(place) = Place::take().await else { return };
    let root = place.path("root");
    install(&package, &root);

    let lists = run(Command::new("rpm").arg("-qpl").arg(rpm_beside(&package)));
    for path in ["/usr/bin/tezis", "/usr/bin/tezis-cli", "/usr/share/applications/Tezis.desktop"] {
        assert!(lists.lines().any(|line| line == path), "the .rpm has {path}: {lists}");
    }
    let needed = run(Command::new("dpkg-deb").arg("-f").arg(&package).arg("Depends"));
    for library in ["libwebkit2gtk-4.1-0", "libgtk-3-0"] {
        assert!(needed.contains(library), "apt brings {library}: {needed}");
    }
    let entry = std::fs::read_to_string(root.join("usr/share/applications/Tezis.desktop"));
    let entry = entry.expect("the menu has an entry");
    assert!(entry.contains("\nExec=tezis %F\n"), "files are given to the program: {entry}");
    assert!(entry.contains("wordprocessingml.document"), "it offers to open Word's files: {entry}");
    let icon = root.join("usr/share/icons/hicolor/128x128/apps/tezis.png");
    assert!(icon.is_file(), "the entry has its icon");

    // As the menu's entry starts it: with a file to open.
    let text = place.path("Qeydlər.txt");
    std::fs::write(&text, "Masallıda kitab bayramı\n\nBayrama 40 nəşriyyat gəlib.\n")
        .expect("a text");
    let program = root.join("usr/bin/tezis");
    let given = text.to_str().expect("the path is UTF-8");
    let window = Window::open_program(&program, &place.library(), &[given]).await;
    window.control("intake").await;
    window.click("intake-cancel").await;
    write_report(&window, "Quraşdırılmış proqram", "Bu abzas diskdədir.").await;
    assert!(manuscript(&window).await.contains("Bu abzas diskdədir."));
    window.close().await;

    let cli = root.join("usr/bin/tezis-cli");
    let listed =
        run(Command::new(cli).arg("--library").arg(place.library()).args(["report", "list"]));
    assert!(
        listed.contains("Quraşdırılmış proqram"),
        "the command line is in the package: {listed}"
    );
}
