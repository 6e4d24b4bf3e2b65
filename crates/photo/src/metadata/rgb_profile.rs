//! Small RGB profiles (ICC.1:2022, version 4.4, about 440 bytes): sRGB, which every rendition carries,
//! and Display P3, for phones' pictures that name it by a number only.
//!
//! Written here and not by `moxcms`, whose writer puts the time of day into the header: the same
//! photo would give other bytes every second.

/// The white of both, adapted to D50, as `s15Fixed16Number`.
const WHITE: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];

/// Parameters of the sRGB curve (IEC 61966-2-1): g, a, b, c, d of function type 3. Display P3 has the
/// same curve.
const CURVE: [u32; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

/// What tells one RGB space from another: its name and its primaries adapted to D50.
struct Space {
    name: &'static str,
    red: [u32; 3],
    green: [u32; 3],
    blue: [u32; 3],
}

/// Returns the profile of sRGB.
pub(crate) fn srgb() -> Vec<u8> {
    write(&Space {
        name: "sRGB",
        red: [0x6FA2, 0x38F5, 0x0390],
        green: [0x6299, 0xB785, 0x18DA],
        blue: [0x24A0, 0x0F84, 0xB6CF],
    })
}

/// Returns the profile of Display P3, as its makers publish it.
pub(crate) fn display_p3() -> Vec<u8> {
    write(&Space {
        name: "Display P3",
        red: [0x83DF, 0x3DBF, 0xFFFF_FFBB],
        green: [0x4ABF, 0xB137, 0x0AB9],
        blue: [0x2838, 0x110B, 0xC8B9],
    })
}

fn write(space: &Space) -> Vec<u8> {
    let curve = parametric(&CURVE);
    let tags: [(&[u8; 4], Vec<u8>); 7] = [
        (b"desc", localized(space.name)),
        (b"cprt", localized("CC0")),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(space.red)),
        (b"gXYZ", xyz(space.green)),
        (b"bXYZ", xyz(space.blue)),
        (b"rTRC", curve),
    ];
    // The three curves are one: their tags point to the same place.
    let sharing: [&[u8; 4]; 2] = [b"gTRC", b"bTRC"];
    let count = tags.len() + sharing.len();
    let mut table = number(count);
    let mut values = Vec::new();
    let mut last = Vec::new();
    for (name, value) in &tags {
        let place = [number(128 + 4 + count * 12 + values.len()), number(value.len())].concat();
        table.extend(*name);
        table.extend(&place);
        values.extend(value);
        values.resize(values.len().next_multiple_of(4), 0);
        last = place;
    }
    for name in sharing {
        table.extend(name);
        table.extend(&last);
    }
    let mut profile = header(128 + table.len() + values.len());
    profile.append(&mut table);
    profile.append(&mut values);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = number(size);
    header.extend([0; 4]);
    header.extend([4, 0x40, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // A fixed date, 2026-01-01 00:00:00.
    header.extend([2026_u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(WHITE.into_iter().flat_map(u32::to_be_bytes));
    header.resize(128, 0);
    header
}

fn number(value: usize) -> Vec<u8> {
    u32::try_from(value).unwrap_or(0).to_be_bytes().to_vec()
}

fn xyz(values: [u32; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    tag.extend(values.into_iter().flat_map(u32::to_be_bytes));
    tag
}

fn parametric(values: &[u32]) -> Vec<u8> {
    let mut tag = b"para\0\0\0\0\0\x03\0\0".to_vec();
    tag.extend(values.iter().copied().flat_map(u32::to_be_bytes));
    tag
}

fn localized(text: &str) -> Vec<u8> {
    let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    tag.extend(number(text.len()));
    tag.extend(number(28));
    tag.extend(text);
    tag
}

#[cfg(test)]
mod tests {
    use moxcms::{ColorProfile, Layout, TransformOptions};

    /// The largest difference of a profile's colours from those of `moxcms`.
    fn off_from(profile: &[u8], theirs: &ColorProfile) -> Option<u8> {
        assert!(profile.len() < 600, "{} bytes are not small", profile.len());
        let ours = ColorProfile::new_from_slice(profile).expect("moxcms reads the profile");
        let options =
            TransformOptions { allow_use_cicp_transfer: false, ..TransformOptions::default() };
        let transform = ours
            .create_transform_8bit(Layout::Rgb, theirs, Layout::Rgb, options)
            .expect("a matrix profile can be converted");
        let colours: Vec<u8> = (0..=255).flat_map(|v| [v, 255 - v, v / 2]).collect();
        let mut converted = vec![0; colours.len()];
        transform.transform(&colours, &mut converted).expect("the buffers have one size");
        colours.iter().zip(&converted).map(|(a, b)| a.abs_diff(*b)).max()
    }

    /// Another program's reader takes the profiles, and their colours are those of its own.
    #[test]
    fn are_what_they_are_called_by_moxcms() {
        assert!(off_from(&super::srgb(), &ColorProfile::new_srgb()) <= Some(1));
        assert!(off_from(&super::display_p3(), &ColorProfile::new_display_p3()) <= Some(1));
        let told_apart = off_from(&super::display_p3(), &ColorProfile::new_srgb());
        assert!(told_apart > Some(10), "the two are not one: {told_apart:?}");
    }
}
