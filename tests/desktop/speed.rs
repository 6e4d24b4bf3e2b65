//! How long the program takes to do what one waits for, in the real window over a large library.
//! Measurements, not tests: `scripts/bench-window` makes the library and runs them.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tezis_tests::window::Window;

const STARTS: usize = 5;
const KEYS: usize = 300;

fn library() -> PathBuf {
    std::env::var_os("TEZIS_BENCH_LIBRARY").expect("TEZIS_BENCH_LIBRARY is named").into()
}

/// The value below which that share of the sorted values lies.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a position in a short list"
    )]
    let place = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
    *sorted.get(place).expect("there are values")
}

/// Prints median, 95th percentile and maximum.
fn tell(what: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    println!(
        "{what}: {:.1} ms median, {:.1} ms p95, {:.1} ms at most, of {}",
        percentile(&took, 0.5),
        percentile(&took, 0.95),
        percentile(&took, 1.0),
        took.len()
    );
}

async fn numbers(window: &Window, expression: &str) -> Vec<f64> {
    let values = window.value(expression).await;
    let values = values.as_array().expect("a list of numbers");
    values.iter().map(|value| value.as_f64().expect("a number")).collect()
}

/// Opens the long report, which is the latest.
async fn open_long(window: &Window) {
    window.wait_for("#report-0 .headline", "the first row").await.click().await.expect("a row");
    window.wait_for(".ProseMirror p", "the manuscript").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement on a large library: scripts/bench-window runs it"]
async fn start_to_a_usable_window() {
    let mut took = Vec::new();
    for _ in 0..STARTS {
        let began = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
        let window = Window::open(&library(), &[]).await;
        // The page's own mark, on the same clock: what the driver takes to answer is not in it, what
        // it takes to start is.
        let mark = "performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime";
        let usable = window.value(mark).await.as_f64().expect("the page marks when it is usable");
        took.push(usable - began.as_secs_f64() * 1000.0);
        window.close().await;
    }
    tell("start to a usable window", took);
}

/// From the click on a row to the frame in which the report's words stand, with its memory beside that
/// of an empty window.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement on a large library: scripts/bench-window runs it"]
async fn open_a_long_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let window = Window::open(&folder.path().join("empty"), &[]).await;
    let empty = window.memory();
    window.close().await;

    let window = Window::open(&library(), &[]).await;
    let script = "
        const [done] = arguments;
        const began = performance.now();
        document.querySelector('#report-0').click();
        const look = () => document.querySelector('.ProseMirror p:nth-child(200)')
            ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
            : setTimeout(look);
        look();";
    let (mut took, mut first) = (Vec::new(), None);
    for _ in 0..STARTS {
        window.wait_for("#report-0 .headline", "the first row").await;
        let time = window.page().execute_async(script, Vec::new()).await.expect("it opens");
        took.push(time.json().as_f64().expect("a number"));
        // Later the page also holds what it has not thrown away yet.
        first.get_or_insert_with(|| window.memory());
        window.click("back").await;
    }
    tell("open a report of 10,000 words", took);
    println!("memory: {empty} MB empty, {} MB with the report open", first.unwrap_or_default());
    window.close().await;
}

/// What Ctrl+K asks at each letter: to the core and back into the page.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement on a large library: scripts/bench-window runs it"]
async fn find_with_one_field() {
    let window = Window::open(&library(), &[]).await;
    window.control("report-list").await;
    let script = "
        const [words, done] = arguments;
        const { invoke } = window.__TAURI_INTERNALS__;
        const ask = async () => {
            const took = [];
            for (const word of words) {
                for (let n = 1; n <= word.length; n += 1) {
                    const began = performance.now();
                    await invoke('find', { query: word.slice(0, n), limit: 30 });
                    took.push(performance.now() - began);
                }
            }
            return took;
        };
        ask().then(done, (error) => done(JSON.stringify(error)));";
    let words = json!(["kəhrizçi kərim", "müzakirələr davam", "forumun 4711-ci günü"]);
    let took = window.page().execute_async(script, vec![words]).await.expect("it finds");
    let took = took.json().as_array().expect("a list of times").clone();
    tell("what Ctrl+K finds, each letter", took.iter().filter_map(Value::as_f64).collect());
    window.close().await;
}

/// From a letter in the long report to the preview that shows it; 150 ms of it the page waits for more.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement on a large library: scripts/bench-window runs it"]
async fn preview_follows() {
    let window = Window::open(&library(), &[]).await;
    open_long(&window).await;
    window.click("preview-toggle").await;
    let page = "document.querySelector('[data-testid=preview-frame]').contentDocument.body";
    window.until(&format!("{page}.textContent.includes('Kəhrizçi')"), "the page").await;
    let script = "
        const [mark, done] = arguments;
        const page = document.querySelector('[data-testid=preview-frame]').contentDocument.body;
        const editor = document.querySelector('.ProseMirror');
        const began = performance.now();
        editor.focus();
        document.execCommand('insertText', false, mark);
        const look = () => page.textContent.includes(mark)
            ? requestAnimationFrame(() => done(performance.now() - began))
            : setTimeout(look, 2);
        look();";
    let mut took = Vec::new();
    for number in 0..20 {
        let mark = json!(format!("yazı{number} "));
        let time = window.page().execute_async(script, vec![mark]).await.expect("it follows");
        took.push(time.json().as_f64().expect("a number"));
    }
    tell("a letter to the preview", took);
    window.saved().await;
    window.close().await;
}

/// From a key's event to the frame that shows its letter: the task after the next frame began, which
/// is when layout and paint of that frame are done in this engine.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement on a large library: scripts/bench-window runs it"]
async fn key_to_screen() {
    let window = Window::open(&library(), &[]).await;
    open_long(&window).await;
    window
        .page()
        .execute(
            "window.tezisKeys = { work: [], shown: [] };
            const port = new MessageChannel();
            const waiting = [];
            port.port1.onmessage = () => window.tezisKeys.shown.push(performance.now() - waiting.shift());
            addEventListener('keydown', () => {
                const began = performance.now();
                // Handlers and the engine's own editing run before this task.
                setTimeout(() => {
                    document.body.getBoundingClientRect();
                    window.tezisKeys.work.push(performance.now() - began);
                });
                requestAnimationFrame(() => { waiting.push(began); port.port2.postMessage(0); });
            }, { capture: true });",
            Vec::new(),
        )
        .await
        .expect("the page takes the script");
    // In the middle of the text, where everything below has to move.
    let middle = window.wait_for(".ProseMirror > p:nth-child(125)", "a paragraph").await;
    middle.scroll_into_view().await.expect("it is in the page");
    middle.click().await.expect("it can be clicked");
    for letter in "nə qədər gözəl bir gün idi ".chars().cycle().take(KEYS) {
        window.write(letter.to_string()).await;
    }
    let all = format!("window.tezisKeys.shown.length >= {KEYS}");
    window.until(&all, "all frames").await;
    tell("key press, main thread until laid out", numbers(&window, "window.tezisKeys.work").await);
    tell("key press to its frame", numbers(&window, "window.tezisKeys.shown").await);
    window.saved().await;
    window.close().await;
}
