//! How long the program takes to a window that can be used. A measurement, not a test:
//! `scripts/bench-start` runs it.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use tezis_tests::window::Window;

const STARTS: usize = 5;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement on a large library: scripts/bench-start runs it"]
async fn start_to_a_usable_window() {
    let library = std::env::var_os("TEZIS_BENCH_LIBRARY").expect("TEZIS_BENCH_LIBRARY is named");
    let library = PathBuf::from(library);
    let mut took = Vec::new();
    for _ in 0..STARTS {
        let began = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
        let window = Window::open(&library, &[]).await;
        // The page's own mark, on the same clock: what the driver takes to answer is not in it, what
        // it takes to start is.
        let mark = "performance.timeOrigin + performance.getEntriesByName('usable')[0].startTime";
        let usable = window.value(mark).await.as_f64().expect("the page marks when it is usable");
        took.push(usable - began.as_secs_f64() * 1000.0);
        window.close().await;
    }
    took.sort_by(f64::total_cmp);
    let median = took.get(STARTS / 2).expect("there were starts");
    println!("start to a usable window: {median:.0} ms, median of {took:.0?}");
}
