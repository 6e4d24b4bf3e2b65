//! Profiles: those that are shipped, and what is said of wrong ones.

use tezis_publish::Profile;
use tezis_publish::profile::{Fit, ImageFormat};

#[test]
fn the_shipped_profiles_are_right() {
    let profiles = Profile::builtins();
    let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["mia.az", "plain"]);
    let mia = Profile::builtin("mia.az").unwrap();
    let sizes: Vec<_> = mia
        .renditions
        .iter()
        .map(|spec| (spec.name.as_str(), spec.width, spec.height, spec.fit, spec.quality))
        .collect();
    // The renditions of design §6.
    assert_eq!(
        sizes,
        [
            ("gallery", 1600, 1600, Fit::Contain, 82),
            ("cover", 1200, 675, Fit::Cover, 82),
            ("thumb", 400, 400, Fit::Contain, 82),
        ]
    );
    assert!(mia.renditions.iter().all(|spec| spec.format == ImageFormat::Jpeg));
    assert_eq!(mia.headline.gallery_marker.as_deref(), Some("(FOTOLAR)"));
    assert_eq!(Profile::builtin("nobody"), None);
}

#[test]
fn a_profile_survives_being_written() {
    for profile in Profile::builtins() {
        let toml = toml::to_string(&profile).unwrap();
        assert_eq!(Profile::parse(&toml).unwrap(), profile);
    }
}

/// Returns all that is wrong with a shipped profile after a change, one a line.
fn wrong(changes: &[(&str, &str)]) -> String {
    let mut toml = Profile::builtin_source("mia.az").unwrap().to_owned();
    for (old, new) in changes {
        assert!(toml.contains(old), "{old}");
        toml = toml.replacen(old, new, 1);
    }
    let errors = Profile::parse(&toml).unwrap_err();
    let lines: Vec<String> =
        errors.0.iter().map(|error| format!("{} {error}", error.code())).collect();
    lines.join("\n")
}

#[test]
fn a_typing_slip_names_the_right_key() {
    let found = wrong(&[("width = 1200", "widht = 1200")]);
    insta::assert_snapshot!(found);
}

#[test]
fn everything_that_is_wrong_is_found_at_once() {
    let found = wrong(&[
        ("language = \"az\"", "language = \"azərbaycan\""),
        ("time_zone = \"Asia/Baku\"", "time_zone = \"Asia/Bakı\""),
        ("id = \"cemiyyet\"", "id = \"gundem\""),
        ("%d-%m-%Y [%H:%M]\"\n\n[attr", "%d-%b-%Q\"\n\n[attr"),
        ("max_length = 120", "max_length = \"120\""),
        ("gallery_marker =", "galery_marker ="),
        ("\"{authors}\"", "\"{author}\""),
        ("panel_headings = false", "panel_headings = \"no\""),
        ("\"figcaption\", \"aside\"", "\"figcaption\", \"script\""),
        ("{date}-{slug}-{number}", "{date}/{slug}"),
        ("upload = \"gallery\"", "upload = \"galery\""),
        ("fit = \"cover\"", "fit = \"crop\""),
        ("width = 400", "width = 40000"),
        ("quality = 82\n\n[required]", "quality = 820\n\n[required]"),
        ("[messengers.telegram]", "[messengers.telegram]\nphotos = 10"),
    ]);
    insta::assert_snapshot!(found);
}

#[test]
fn what_is_no_toml_is_named_too() {
    let found = wrong(&[("name = \"mia.az\"", "name = mia.az\ntitle")]);
    insta::assert_snapshot!(found);
}

#[test]
fn an_empty_profile_says_what_it_needs() {
    let errors = Profile::parse("").unwrap_err();
    insta::assert_snapshot!(errors.to_string());
}

#[test]
fn mistakes_in_two_entries_of_a_list_are_counted_as_the_file_has_them() {
    let toml = "renditions = [\"gallery\", { name = \"a\", width = 1 }]\n";
    let errors = Profile::parse(toml).unwrap_err().to_string();
    assert!(
        errors.contains("line 1, column 15: renditions[0]: write a table instead of"),
        "{errors}"
    );
    assert!(errors.contains("renditions[1].height: it is missing"), "{errors}");
}

#[test]
fn a_watermark_names_its_file_its_place_and_its_renditions() {
    let with = |watermark: &str| {
        let source = Profile::builtin_source("mia.az").unwrap();
        Profile::parse(&format!("{source}\n[watermark]\n{watermark}"))
    };
    let profile = with("file = \"logo.png\"\nrenditions = [\"gallery\"]").unwrap();
    let watermark = profile.watermark.unwrap();
    assert!(watermark.is_on("gallery") && !watermark.is_on("thumb"));
    assert!(with("file = \"logo.png\"").unwrap().watermark.unwrap().is_on("thumb"), "all without");

    let errors = with(
        "file = \"../logo.png\"\nsize = 0\nopacity = 2.0\ncorner = \"bottom\"\nrenditions = [\"galery\"]",
    )
    .unwrap_err()
    .to_string();
    for expected in [
        "watermark.file: put the picture beside the profile",
        "watermark.size: write a part between 0.01 and 1",
        "watermark.opacity: write a part between 0.05 and 1",
        "watermark.corner",
        "did you mean “gallery”",
    ] {
        assert!(errors.contains(expected), "{expected} is not in\n{errors}");
    }
}
