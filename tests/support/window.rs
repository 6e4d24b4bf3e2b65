//! The real window, driven through WebKitWebDriver: the program as users run it, its pages inside.
//!
//! The driver and the program run in a process group of their own, which is ended when the test lets
//! go of the window: a program that outlived its test would hold the library and the test's output.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// How long anything in the window may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(30);

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
struct Driver {
    process: Child,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("kill -KILL -- -{}", self.process.id());
        let ended = Command::new("sh").args(["-c", &group]).stderr(Stdio::null()).status();
        assert!(ended.is_ok(), "the driver's process group could not be ended");
        // The driver itself is a child of this process: without this it would stay a zombie.
        self.process.wait().expect("the driver ends when it is killed");
    }
}

/// An open window.
pub struct Window {
    page: WebDriver,
    _driver: Driver,
}

impl Window {
    /// Starts the program on a library and waits until its first screen stands.
    ///
    /// # Panics
    /// The program or the driver does not start.
    pub async fn open(library: &Path, arguments: &[&str]) -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .expect("there is a free port")
            .port();
        let process = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("XDG_CACHE_HOME", library.with_extension("cache"))
            .env("XDG_STATE_HOME", library.with_extension("state"))
            .env("XDG_DATA_HOME", library.with_extension("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver starts");
        let driver = Driver { process };

        let library = library.to_string_lossy().into_owned();
        let mut all = vec!["--library", &library];
        all.extend(arguments);
        let mut wanted = Capabilities::new();
        let program = super::programs::tezis();
        wanted.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({ "binary": program.to_string_lossy(), "args": all }),
        );
        let address = format!("http://127.0.0.1:{port}");
        let page = connect(&address, wanted).await;
        let window = Self { page, _driver: driver };
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
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await
            .unwrap_or_else(|error| panic!("{what} ({css}) did not come: {error}"))
    }

    /// Waits for the control with that `data-testid`.
    pub async fn control(&self, id: &str) -> WebElement {
        self.wait_for(&format!("[data-testid='{id}']"), id).await
    }

    /// Clicks the control with that `data-testid`.
    pub async fn click(&self, id: &str) {
        let control = self.control(id).await;
        control
            .wait_until()
            .wait(PATIENCE, Duration::from_millis(50))
            .clickable()
            .await
            .unwrap_or_else(|error| panic!("{id} cannot be clicked: {error}"));
        control.click().await.unwrap_or_else(|error| panic!("{id} was not clicked: {error}"));
    }

    /// Types into the control with that `data-testid`.
    pub async fn type_into(&self, id: &str, text: &str) {
        let control = self.control(id).await;
        control.send_keys(text).await.unwrap_or_else(|error| panic!("{id} took no keys: {error}"));
    }

    /// Waits until an expression in the page is true.
    ///
    /// # Panics
    /// It does not become true.
    pub async fn until(&self, expression: &str, what: &str) {
        // The page itself waits, so that no time is lost between two looks.
        let script = "
            const [expression, patience, done] = arguments;
            const test = new Function('return (' + expression + ');');
            const end = performance.now() + patience;
            const look = () => {
                let value = false;
                try { value = test(); } catch { /* not there yet */ }
                if (value) done(true);
                else if (performance.now() > end) done(false);
                else requestAnimationFrame(look);
            };
            look();";
        let arguments = vec![json!(expression), json!(PATIENCE.as_millis() as u64)];
        let answer = self.page.execute_async(script, arguments).await;
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

    /// Drops files on an element, as the page gets them from a file manager.
    ///
    /// # Panics
    /// The element is not there.
    pub async fn drop_files(&self, css: &str, files: &[(&str, Vec<u8>)]) {
        use std::fmt::Write as _;
        for (name, bytes) in files {
            let mut hex = String::with_capacity(bytes.len() * 2);
            for byte in bytes {
                write!(hex, "{byte:02x}").expect("a string takes everything");
            }
            let script = "
                const [css, name, hex] = arguments;
                const bytes = new Uint8Array(hex.length / 2);
                for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.substr(i * 2, 2), 16);
                const transfer = new DataTransfer();
                transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
                const target = document.querySelector(css);
                for (const type of ['dragenter', 'dragover', 'drop'])
                    target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));";
            self.page
                .execute(script, vec![json!(css), json!(name), json!(hex)])
                .await
                .unwrap_or_else(|error| panic!("{name} was not dropped on {css}: {error}"));
        }
    }

    /// Takes a picture of the window into the folder that `TEZIS_PICTURES` names, if it names one.
    ///
    /// # Panics
    /// The picture cannot be written.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("TEZIS_PICTURES") else { return };
        let path = PathBuf::from(folder).join(format!("{name}.png"));
        self.page.screenshot(&path).await.expect("a picture of the window can be written");
    }

    /// Ends the program from outside, as `kill -9` does.
    pub fn kill(self) {
        drop(self);
    }
}

/// Connects as soon as the driver listens.
async fn connect(address: &str, wanted: Capabilities) -> WebDriver {
    let mut tries = tokio::time::interval(Duration::from_millis(50));
    for _ in 0..400 {
        tries.tick().await;
        let port = address.rsplit(':').next().unwrap_or_default();
        if tokio::net::TcpStream::connect(format!("127.0.0.1:{port}")).await.is_ok() {
            break;
        }
    }
    WebDriver::new(address, wanted).await.unwrap_or_else(|error| {
        panic!("{} did not start: {error}", super::programs::tezis().display())
    })
}
