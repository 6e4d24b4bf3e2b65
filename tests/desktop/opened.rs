//! Foreign texts: a second start hands them over, the review shows what was understood.

use tezis_tests::window::start_again;

use crate::looks::look;
use crate::{Place, manuscript};

/// A page copied whole: the report, and what a portal puts around it.
const COPIED: &str = "\
Şəkidə ipəkçilik forumu keçirilib

18-10-2025 [16:05]

Oktyabrın 18-də Şəkidə “İpək yolu: dünən, bu gün, sabah” adlı forum keçirilib.

Forumda baramaçılar, toxucular və tədqiqatçılar bir araya gəliblər.

“Bir kilo barama min beş yüz metr sap deməkdir”, - deyə usta Zərifə Qəhrəmanova bildirib.

Günel Ağarzayeva

Oxşar xəbərlər
Qaxda çörək bayramı olub
Oğuzda fındıq yığımı başa çatıb
Balakəndə yeni muzey açılıb
Zaqatalada dağ yürüşü təşkil edilib
Gədəbəydə kartof festivalı başlayıb
";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_its_text_to_the_open_window_where_it_becomes_a_report() {
    let Some(place) = Place::take().await else { return };
    let text = place.path("ipəkçilik forumu.txt");
    std::fs::write(&text, COPIED).expect("the text can be written");

    let window = place.window().await;
    window.resize(1280, 800).await;
    let second = start_again(&place.library(), &[&text]).await;
    assert!(second.success(), "the second start ended with {second}");
    let headline = window.control("intake-headline").await;
    let read = headline.value().await.expect("a field").unwrap_or_default();
    assert_eq!(read, "Şəkidə ipəkçilik forumu keçirilib");

    // The lines of other reports are shown as left out, each with its reason.
    window.click("left-out-toggle").await;
    let left_out = "[...document.querySelectorAll('[data-testid=left-out-line] p')].map((line) => line.textContent)";
    let left_out = window.value(left_out).await;
    let left_out = left_out.as_array().expect("lines").clone();
    assert!(left_out.contains(&"Oğuzda fındıq yığımı başa çatıb".into()), "{left_out:?}");
    assert!(!left_out.iter().any(|line| line.as_str().is_some_and(|l| l.contains("barama"))));
    look(&window, "intake").await;

    window.click("intake-accept").await;
    window.control("report").await;
    let body = manuscript(&window).await;
    assert!(body.contains("“Bir kilo barama min beş yüz metr sap deməkdir”"), "{body}");
    assert!(!body.contains("fındıq"), "what was left out stays out: {body}");
    assert_eq!(window.text("report-title").await, "Şəkidə ipəkçilik forumu keçirilib");
}
