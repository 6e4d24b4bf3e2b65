//! The real window, driven through ``WebKitWebDriver``: the program as users run it, its
//! pages inside.
//!
//! The driver and the program run in a process group of their own, which is ended when the test lets
//! go of the window: a program that outlived its test would hold the library and the test's output.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// How long anything in the window may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The time between two looks at something that announces nothing.
const LOOK: Duration = Duration::from_millis(25);

/// Says why there can be no window here, or nothing where there can. With `TEZIS_REQUIRE_WINDOW=1`,
/// as `scripts/test` sets it, a missing part is a failure.
///
/// # Panics
/// A part is missing and required.
pub fn skip_reason() -> Option<String> {
    let missing = if std::env::var_os("DISPLAY").is_none() {
        Some("there is no display; run it under xvfb-run")
    } else if which("WebKitWebDriver").is_none() {
        Some("WebKitWebDriver is not installed (package webkit2gtk-driver)")
    } else {
        None
    }?;
    assert!(
        std::env::var_os("TEZIS_REQUIRE_WINDOW").is_none(),
        "the real window is required, but {missing}"
    );
    Some(format!("skipped: {missing}"))
}

fn which(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The driver's process group.
#[derive(Debug)]
struct Driver {
    process: Child,
}

impl Driver {
    fn start(library: &Path, port: u16) -> Self {
        let mut command = Command::new("WebKitWebDriver");
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        own_folders(&mut command, library);
        Self { process: command.spawn().expect("WebKitWebDriver starts") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // `-s`: with `-KILL` Debian's sh takes the `--` for a process.
        let group = format!("kill -s KILL -- -{}", self.process.id());
        let ended = Command::new("sh").args(["-c", &group]).status();
        // The driver itself is a child of this process: without waiting it would stay a zombie. Where
        // the signal went nowhere it would never end.
        if ended.is_ok_and(|status| status.success()) {
            self.process.wait().expect("the driver ends when it is killed");
        } else if !std::thread::panicking() {
            panic!("the driver's process group could not be ended");
        }
    }
}

/// Gives a program folders beside the library, so that no test meets the user's own.
fn own_folders(command: &mut Command, library: &Path) {
    command
        .env("HOME", library.with_extension("home"))
        .env("XDG_CACHE_HOME", library.with_extension("cache"))
        .env("XDG_STATE_HOME", library.with_extension("state"))
        .env("XDG_DATA_HOME", library.with_extension("data"));
}

/// Starts the program beside a window that is open, as a file manager does when a text is opened,
/// and returns how it ended.
///
/// # Panics
/// It does not start, or does not end.
pub async fn start_again(library: &Path, arguments: &[&Path]) -> ExitStatus {
    let mut command = Command::new(super::programs::tezis());
    command.arg("--library").arg(library).args(arguments);
    own_folders(&mut command, library);
    let mut started = tokio::process::Command::from(command);
    let mut program = started.kill_on_drop(true).spawn().expect("the program starts");
    tokio::time::timeout(PATIENCE, program.wait())
        .await
        .expect("a second start ends by itself")
        .expect("the program can be waited for")
}

/// An open window.
#[derive(Debug)]
pub struct Window {
    page: WebDriver,
    driver: Driver,
}

impl Window {
    /// Starts the program on a library and waits until its first screen stands.
    ///
    /// # Panics
    /// The program or the driver does not start.
    pub async fn open(library: &Path, arguments: &[&str]) -> Self {
        Self::open_program(&super::programs::tezis(), library, arguments).await
    }

    /// As [`Window::open`], of a program that lies elsewhere, as one that was installed.
    ///
    /// # Panics
    /// The program or the driver does not start.
    pub async fn open_program(program: &Path, library: &Path, arguments: &[&str]) -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .expect("there is a free port")
            .port();
        let driver = Driver::start(library, port);
        let library = library.to_string_lossy();
        let arguments: Vec<&str> =
            ["--library", &library].into_iter().chain(arguments.iter().copied()).collect();
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": program.to_string_lossy(), "args": arguments });
        wanted.set("webkitgtk:browserOptions", options).expect("options are JSON");
        let page = connect(port, wanted).await;
        page.set_script_timeout(PATIENCE * 2).await.expect("the driver takes a timeout");
        let window = Self { page, driver };
        window.wait_for("[data-ready]", "the first screen").await;
        window
    }

    /// Returns the driver's handle, for what is not here.
    pub fn page(&self) -> &WebDriver {
        &self.page
    }

    /// Waits for an element and returns it.
    ///
    /// # Panics
    /// It does not come.
    pub async fn wait_for(&self, css: &str, what: &str) -> WebElement {
        self.page
            .query(By::Css(css))
            .wait(PATIENCE, LOOK)
            .first()
            .await
            .unwrap_or_else(|error| panic!("{what} ({css}) did not come: {error}"))
    }

    /// Waits for the control with that `data-testid`.
    pub async fn control(&self, id: &str) -> WebElement {
        self.wait_for(&format!("[data-testid='{id}']"), id).await
    }

    /// Clicks the control with that `data-testid`.
    ///
    /// # Panics
    /// It does not come or cannot be clicked.
    pub async fn click(&self, id: &str) {
        let control = self.control(id).await;
        control
            .wait_until()
            .wait(PATIENCE, LOOK)
            .clickable()
            .await
            .unwrap_or_else(|error| panic!("{id} cannot be clicked: {error}"));
        control.click().await.unwrap_or_else(|error| panic!("{id} was not clicked: {error}"));
    }

    /// Types into the control with that `data-testid`.
    ///
    /// # Panics
    /// It does not come or takes no keys.
    pub async fn type_into(&self, id: &str, keys: impl Into<TypingData>) {
        let control = self.control(id).await;
        control.send_keys(keys).await.unwrap_or_else(|error| panic!("{id} took no keys: {error}"));
    }

    /// Types into the manuscript, at its caret.
    ///
    /// # Panics
    /// There is no manuscript, or it takes no keys.
    pub async fn write(&self, keys: impl Into<TypingData>) {
        let manuscript = self.wait_for(".ProseMirror", "the manuscript").await;
        manuscript.send_keys(keys).await.expect("the manuscript takes keys");
    }

    /// Presses keys where the focus is.
    ///
    /// # Panics
    /// Nothing takes keys.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let focused = self.page.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("it takes keys");
    }

    /// Clicks the first element of that selector that contains the words.
    ///
    /// # Panics
    /// It does not come or cannot be clicked.
    pub async fn click_text(&self, css: &str, words: &str) {
        let place = format!(
            "[...document.querySelectorAll({css:?})].find((one) => one.textContent.includes({words:?}))"
        );
        self.until(&place, words).await;
        let found = self.page.execute(format!("return {place};"), Vec::new()).await;
        let found = found.and_then(ScriptRet::element).expect("it is an element");
        found.scroll_into_view().await.expect("it is in the page");
        found.click().await.unwrap_or_else(|error| panic!("{words} was not clicked: {error}"));
    }

    /// Puts the focus of the driver on another window of the program: the one at that place in the
    /// order in which they were opened.
    ///
    /// # Panics
    /// It does not open.
    pub async fn switch_to(&self, place: usize) {
        let opened = async {
            loop {
                let handles = self.page.windows().await.expect("the driver knows its windows");
                if let Some(handle) = handles.into_iter().nth(place) {
                    return handle;
                }
                tokio::time::sleep(LOOK).await;
            }
        };
        let handle = tokio::time::timeout(PATIENCE, opened).await.expect("another window opens");
        self.page.switch_to_window(handle).await.expect("the driver can go there");
        self.wait_for("[data-ready]", "the other window's first screen").await;
    }

    /// Waits until everything that was typed is on disk, as the window says.
    ///
    /// # Panics
    /// It does not come to that.
    pub async fn saved(&self) {
        let state = "document.querySelector('[data-testid=save-state]').dataset.state === 'saved'";
        self.until(state, "the words that all is saved").await;
    }

    /// Waits until an expression in the page is true.
    ///
    /// # Panics
    /// It does not become true.
    pub async fn until(&self, expression: &str, what: &str) {
        // The page itself waits, so that no time is lost between two looks. The expression is part
        // of the script: the page's policy forbids making code of strings.
        let script = format!(
            "const [patience, done] = arguments;
            const test = () => {{ try {{ return Boolean({expression}); }} catch {{ return false; }} }};
            const end = performance.now() + patience;
            const look = () => {{
                if (test()) done(true);
                else if (performance.now() > end) done(false);
                else setTimeout(look, 15);
            }};
            look();"
        );
        let patience = u64::try_from(PATIENCE.as_millis()).expect("patience is short");
        let answer = self.page.execute_async(script, vec![json!(patience)]).await;
        let came = answer.unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(came.json() == &Value::Bool(true), "{what} did not come: {expression}");
    }

    /// Evaluates an expression in the page.
    ///
    /// # Panics
    /// It throws.
    pub async fn value(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        let answer = self.page.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{expression}: {error}")).json().clone()
    }

    /// Returns the words in the control with that `data-testid`, also where they are cut short.
    ///
    /// # Panics
    /// It does not come.
    pub async fn text(&self, id: &str) -> String {
        let control = self.control(id).await;
        let text = control.prop("textContent").await.expect("an element has text");
        text.unwrap_or_default().trim().to_owned()
    }

    /// Drops files on an element, as the page gets them from a file manager.
    ///
    /// # Panics
    /// The element is not there.
    pub async fn drop_files(&self, css: &str, files: &[(&str, Vec<u8>)]) {
        let script = "
            const [css, files] = arguments;
            const transfer = new DataTransfer();
            for (const [name, bytes] of files)
                transfer.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }));
            const target = document.querySelector(css);
            for (const type of ['dragenter', 'dragover', 'drop'])
                target.dispatchEvent(new DragEvent(type,
                    { dataTransfer: transfer, bubbles: true, cancelable: true }));";
        let dropped = self.page.execute(script, vec![json!(css), json!(files)]).await;
        dropped.unwrap_or_else(|error| panic!("nothing was dropped on {css}: {error}"));
    }

    /// Gives the page that size, in pixels.
    ///
    /// # Panics
    /// The window does not take it.
    pub async fn resize(&self, width: u32, height: u32) {
        self.page.set_window_rect(0, 0, width, height).await.expect("the window can be resized");
        let sized = format!("innerWidth === {width} && innerHeight === {height}");
        self.until(&sized, "the new size").await;
    }

    /// Takes a picture of the window into the folder that `TEZIS_PICTURES` names, if it names one.
    ///
    /// # Panics
    /// The picture cannot be written.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("TEZIS_PICTURES") else { return };
        // Fonts and the photos in sight are there, and what was laid out is drawn.
        let drawn = "
            const [done] = arguments;
            const sight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
            const photos = [...document.images]
                .filter((photo) => !photo.complete && sight(photo.getBoundingClientRect()));
            Promise.all([document.fonts.ready, ...photos.map((photo) => photo.decode())])
                .catch(() => undefined)
                .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        self.page.execute_async(drawn, Vec::new()).await.expect("the page is drawn");
        std::fs::create_dir_all(&folder).expect("the folder for pictures can be made");
        let path = PathBuf::from(folder).join(format!("{name}.png"));
        self.page.screenshot(&path).await.expect("a picture of the window can be written");
    }

    /// Closes the window as its user does, and waits until the program has ended.
    ///
    /// # Panics
    /// There is no such window, or the program does not end.
    #[cfg(target_os = "linux")]
    pub async fn close(self) {
        let program = super::close::ask_to_close(self.driver.process.id())
            .unwrap_or_else(|error| panic!("the window was not asked to close: {error}"));
        let gone = async {
            while super::close::runs(program) {
                tokio::time::sleep(LOOK).await;
            }
        };
        let ended = tokio::time::timeout(PATIENCE, gone).await;
        assert!(ended.is_ok(), "the program did not end after its window was closed");
    }

    /// Returns the memory of the program and its page, in megabytes of PSS.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        super::close::memory(self.driver.process.id()) / 1024
    }

    /// Ends the program from outside, as `kill -9` does.
    pub fn kill(self) {
        drop(self);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // The driver's group is killed; asking it first to end the session would take time, and
        // would be no `kill -9`.
        if self.page.clone().leak().is_err() {
            // The session was ended before.
        }
    }
}

/// Connects as soon as the driver listens.
async fn connect(port: u16, wanted: Capabilities) -> WebDriver {
    let listening = async {
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::time::timeout(PATIENCE, listening).await.expect("the driver listens");
    WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.unwrap_or_else(|error| {
        panic!("{} did not start: {error}", super::programs::tezis().display())
    })
}
