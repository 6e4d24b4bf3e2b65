//! The forum of the tests. In each list the last entry is one that the report does not use.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tezis_report::ids::{
    AppearanceId, ForumId, MaterialId, NoteId, OrganisationId, PersonId, PlaceId, QuoteId,
    SessionId,
};
use tezis_report::model::{
    Appearance, AppearanceStatus, Camera, Conflict, Forum, ForumAbout, ForumKind, Listed,
    Localized, Material, MaterialKind, Mode, Note, NoteKind, Organisation, Part, Person, Photo,
    Pick, Place, Quote, QuoteKind, QuoteSource, Session, SessionKind, SessionStatus,
};

use super::{photo_hash, private_time};

pub(crate) fn forum_id() -> ForumId {
    ForumId::from_parts(1, 1)
}
pub(crate) fn session(number: u128) -> SessionId {
    SessionId::from_parts(2, number)
}
pub(crate) fn person(number: u128) -> PersonId {
    PersonId::from_parts(3, number)
}
pub(crate) fn material(number: u128) -> MaterialId {
    MaterialId::from_parts(9, number)
}
pub(crate) fn organisation(number: u128) -> OrganisationId {
    OrganisationId::from_parts(4, number)
}
pub(crate) fn place(number: u128) -> PlaceId {
    PlaceId::from_parts(5, number)
}
pub(crate) fn appearance(number: u128) -> AppearanceId {
    AppearanceId::from_parts(6, number)
}
pub(crate) fn quote(number: u128) -> QuoteId {
    QuoteId::from_parts(7, number)
}

pub(crate) fn forum() -> Forum {
    Forum {
        id: forum_id(),
        about: about(),
        sessions: vec![
            listed(session(1), a_session(SessionKind::Opening, "Açılış mərasimi", "a0")),
            listed(
                session(2),
                a_session(SessionKind::Panel, "“Sahil kitabxanaları: yeni oxucu”", "a1"),
            ),
            listed(session(3), a_session(SessionKind::Seminar, "Qapalı seminar", "a2")),
        ],
        people: vec![
            listed(person(1), a_person("Nərmin Səfərova", "N.Səfərova")),
            listed(person(2), a_person("Elvin Qaraxanlı", "E.Qaraxanlı")),
            listed(person(3), a_person("Günay Şirinzadə", "G.Şirinzadə")),
        ],
        organisations: vec![
            listed(organisation(1), an_organisation("“Dalğa” Kitab Fondu", "DKF")),
            listed(organisation(2), an_organisation("Gizli Tərəfdaş Şirkəti", "GTŞ")),
        ],
        places: vec![
            listed(place(1), Place { names: az_en("Astara", "Astara (en)") }),
            listed(place(2), Place { names: az_en("Gizli bağ", "Secret garden") }),
        ],
        appearances: vec![
            listed(appearance(1), an_appearance(1, 1, "“Dalğa” Kitab Fondunun sədri")),
            listed(appearance(2), an_appearance(2, 2, "kitabxanaçı")),
            listed(appearance(3), an_appearance(3, 3, "müşavir")),
        ],
        notes: vec![listed(
            NoteId::from_parts(8, 1),
            Note {
                at: Some(private_time()),
                session: Some(session(1)),
                appearance: Some(appearance(1)),
                kind: NoteKind::Check,
                text: "Rəqəmi dəqiqləşdir".to_owned(),
                source: Some("dəhlizdə eşidilib".to_owned()),
            },
        )],
        quotes: vec![
            listed(quote(1), a_quote(1, "Kitabsız sahil boş sahildir. Bunu yazmayın")),
            listed(quote(2), a_quote(2, "Bu söz heç yerdə işlənməyib")),
        ],
        photos: vec![
            listed(photo_hash(1), a_photo("Açılışda çıxış", "Kürsüdə qadın danışır", Pick::Picked)),
            listed(photo_hash(2), a_photo("Sahildə rəflər", "Hündür kitab rəfi", Pick::Picked)),
            listed(photo_hash(3), a_photo("Zalın içi", "Dolu zal", Pick::None)),
            listed(photo_hash(4), a_photo("Gizli kadr", "Gizli təsvir", Pick::Rejected)),
        ],
        cameras: vec![listed(
            "kamera-1".to_owned(),
            Camera {
                name: Some("Kamera Gövdəsi".to_owned()),
                photographer: Some("Tural Həmidli".to_owned()),
                credit: Some("Gizli imza".to_owned()),
                clock_offset_s: Some(61_987),
            },
        )],
        materials: vec![listed(
            material(1),
            Material {
                kind: MaterialKind::PressRelease,
                title: Some("Mətbuat açıqlaması".to_owned()),
                original: Some(photo_hash(200)),
                text: Some("Embarqo altında".to_owned()),
                source: Some("təşkilatçının məktubu".to_owned()),
                added_at: Some(private_time()),
            },
        )],
        conflicts: vec![Conflict {
            collection: "people".to_owned(),
            id: person(1).to_string(),
            field: "full/az".to_owned(),
            values: vec!["\"Nərmin Səfərova\"".to_owned(), "\"Nərmin Səfərli\"".to_owned()],
        }],
    }
}

pub(crate) fn listed<I, T>(id: I, entity: T) -> Listed<I, T> {
    Listed { id, entity }
}

fn az_en(az: &str, en: &str) -> Localized {
    BTreeMap::from([("az".to_owned(), az.to_owned()), ("en".to_owned(), en.to_owned())])
}

fn about() -> ForumAbout {
    ForumAbout {
        kind: ForumKind::Forum,
        names: az_en("Xəzər Sahili Kitab Forumu", "Caspian Coast Book Forum"),
        edition: Some(3),
        motto: az_en("Oxuyan sahil", "A coast that reads"),
        starts_on: NaiveDate::from_ymd_opt(2026, 4, 17),
        ends_on: NaiveDate::from_ymd_opt(2026, 4, 18),
        time_zone: Some("Asia/Baku".to_owned()),
        place: az_en("Lənkəran", "Lankaran"),
        venue: az_en("Sahil Mədəniyyət Mərkəzi", "Coast Culture Centre"),
        organisers: vec![organisation(1)],
        partners: vec![organisation(2)],
        attendance: Some("200 nəfərə yaxın".to_owned()),
    }
}

fn a_session(kind: SessionKind, title: &str, order: &str) -> Session {
    Session {
        kind,
        titles: az_en(title, "A title in English"),
        order: Some(order.to_owned()),
        planned_start: Some(private_time()),
        planned_end: Some(private_time()),
        actual_start: Some(private_time()),
        actual_end: Some(private_time()),
        room: Some("2-ci zal".to_owned()),
        status: SessionStatus::Over,
    }
}

fn a_person(full: &str, short: &str) -> Person {
    Person {
        full: az_en(full, "A Name In English"),
        short: az_en(short, "A.Name"),
        case_forms: BTreeMap::from([("az:gen".to_owned(), format!("{full}nın"))]),
        also: vec!["başqa yazılış".to_owned()],
        wrong: vec!["səhv yazılış".to_owned()],
        code: Some("gizli kod".to_owned()),
        same_as: vec!["köhnə kimlik".to_owned()],
        links: vec!["https://example.org/person".to_owned()],
    }
}

fn an_organisation(name: &str, short: &str) -> Organisation {
    Organisation {
        names: az_en(name, "An Organisation"),
        short: az_en(short, "AO"),
        same_as: vec!["köhnə kimlik".to_owned()],
    }
}

fn an_appearance(who: u128, which: u128, role: &str) -> Appearance {
    Appearance {
        person: Some(person(who)),
        session: Some(session(which)),
        part: Part::Speaker,
        mode: Mode::InPerson,
        status: AppearanceStatus::Seen,
        replaced_by: Some(person(3)),
        roles: az_en(role, "a role in English"),
        organisation: Some(organisation(1)),
        order: Some("a0".to_owned()),
    }
}

fn a_quote(who: u128, words: &str) -> Quote {
    Quote {
        words: Some(words.to_owned()),
        language: Some("az".to_owned()),
        original_words: Some("The words as they were said".to_owned()),
        translated_by: Some("Tərcüməçi".to_owned()),
        appearance: Some(appearance(who)),
        person: Some(person(who)),
        kind: QuoteKind::Direct,
        source: QuoteSource::Recording,
        recording: Some(photo_hash(201)),
        recording_ms: Some(61_987),
        said_at: Some(private_time()),
        verified_by: Some("Redaktor".to_owned()),
        verified_at: Some(private_time()),
        verified_hash: Some("yoxlanış cəmi".to_owned()),
    }
}

fn a_photo(caption: &str, alt: &str, pick: Pick) -> Photo {
    Photo {
        taken_at: Some(private_time().naive_utc()),
        time_approximate: false,
        rotation: Some(0.061_987),
        rating: Some(4),
        pick,
        colour: Some("qırmızı".to_owned()),
        headline: Some("Şəklin öz başlığı".to_owned()),
        captions: az_en(caption, "A caption in English"),
        alts: az_en(alt, "An alternative text in English"),
        long_descriptions: az_en("Uzun təsvir", "A long description"),
        credit: Some("Tural Həmidli".to_owned()),
        creator: Some("Tural Həmidli".to_owned()),
        copyright: Some("© 2026 Tural Həmidli".to_owned()),
        usage_terms: Some("Mənbə göstərilməklə".to_owned()),
        keywords: vec!["sahil".to_owned()],
        place: Some(place(1)),
        session: Some(session(1)),
        people: vec![person(1).to_string()],
        permission: Some("icazə şifahi alınıb".to_owned()),
        source_type: Some("digitalCapture".to_owned()),
        source: Some("kim göndərib".to_owned()),
        file_name: Some("DSC00417.JPG".to_owned()),
        camera: Some("kamera-1".to_owned()),
        raw: Some(photo_hash(203)),
        focal_x: Some(0.461_987),
        focal_y: Some(0.361_987),
        crops: BTreeMap::from([("cover".to_owned(), "0.061987 0 0.9 0.9".to_owned())]),
        tone: BTreeMap::from([("exposure".to_owned(), 0.161_987)]),
        blurred: BTreeMap::from([("uşaq".to_owned(), "0.061987 0.1 0.2 0.2".to_owned())]),
        version_of: Some(photo_hash(202)),
        added_at: Some(private_time()),
    }
}
