//! How long the program takes to do what one waits for, in the real window over a large library.
//! Measurements, not tests: `scripts/bench-window` makes the library and runs them.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

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
