//! Closing a window from outside, as a window manager does: X11's `WM_DELETE_WINDOW`. There is no
//! window manager on the invisible screen, and the page itself may not close its window.

use std::error::Error;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

/// Asks the window of a program in the given process group to close; returns the program's id.
///
/// # Errors
/// There is no display, or no such window.
pub(crate) fn ask_to_close(group: u32) -> Result<u32, Box<dyn Error>> {
    let (x11, screen) = x11rb::connect(None)?;
    let root = x11.setup().roots.get(screen).ok_or("the display has no screen")?.root;
    let protocols = atom(&x11, "WM_PROTOCOLS")?;
    let delete = atom(&x11, "WM_DELETE_WINDOW")?;
    let process = atom(&x11, "_NET_WM_PID")?;
    for window in x11.query_tree(root)?.reply()?.children {
        let Some(program) = number(&x11, window, process, AtomEnum::CARDINAL)? else { continue };
        // GTK keeps hidden windows of its own too; only real ones can be closed.
        let closes = number(&x11, window, protocols, AtomEnum::ATOM)?.is_some();
        let shown = x11.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE;
        if group_of(program) == Some(group) && closes && shown {
            let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
            x11.send_event(false, window, EventMask::NO_EVENT, event)?.check()?;
            return Ok(program);
        }
    }
    Err("no window of the program is on the display".into())
}

/// Whether a program has not ended.
pub(crate) fn runs(program: u32) -> bool {
    // The first thread may be a zombie while others still hold files; a zombie alone holds nothing.
    let threads = std::fs::read_dir(format!("/proc/{program}/task")).map_or(0, Iterator::count);
    threads > 1 || stat(program).is_some_and(|(state, _)| state != "Z")
}

fn atom(x11: &RustConnection, name: &str) -> Result<u32, Box<dyn Error>> {
    Ok(x11.intern_atom(false, name.as_bytes())?.reply()?.atom)
}

/// The first value of a window's property.
fn number(
    x11: &RustConnection,
    window: Window,
    property: u32,
    kind: AtomEnum,
) -> Result<Option<u32>, Box<dyn Error>> {
    let value = x11.get_property(false, window, property, kind, 0, 1)?.reply()?;
    Ok(value.value32().and_then(|mut values| values.next()))
}

fn group_of(program: u32) -> Option<u32> {
    stat(program)?.1.parse().ok()
}

/// State and process group out of `/proc/<id>/stat`; the name in it, in brackets, may hold spaces.
fn stat(program: u32) -> Option<(String, String)> {
    let text = std::fs::read_to_string(format!("/proc/{program}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().map(str::to_owned);
    let state = fields.next()?;
    let _parent = fields.next()?;
    Some((state, fields.next()?))
}

/// Returns the memory of the programs in a process group, in kilobytes: what each has alone, and its
/// share of what it has with others (PSS). The driver, which leads the group, is left out.
pub(crate) fn memory(group: u32) -> u64 {
    let programs = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let programs = programs.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let shares = programs.filter(|program| *program != group && group_of(*program) == Some(group));
    shares
        .filter_map(|program| {
            let rollup = std::fs::read_to_string(format!("/proc/{program}/smaps_rollup")).ok()?;
            let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
            line.trim().trim_end_matches(" kB").parse::<u64>().ok()
        })
        .sum()
}
