//! The cache of thumbnails.

use std::fs;

use tezis_store::Cache;

use crate::support::folder;

#[test]
fn what_was_put_comes_back_until_the_cache_is_deleted() {
    let dir = folder();
    let place = dir.path().join("keş");
    let cache = Cache::open(&place).unwrap();
    assert_eq!(cache.get("a:b/c?400"), None);
    cache.put("a:b/c?400", b"one").unwrap();
    cache.put("a:b/c?400", b"two").unwrap();
    cache.put("other", b"").unwrap();
    assert_eq!(cache.get("a:b/c?400").as_deref(), Some(&b"two"[..]));
    assert_eq!(cache.get("other").as_deref(), Some(&b""[..]));
    fs::remove_dir_all(&place).unwrap();
    assert_eq!(cache.get("other"), None);
    cache.put("other", b"new").unwrap();
    assert_eq!(cache.get("other").as_deref(), Some(&b"new"[..]));
}

#[test]
fn a_file_that_a_crash_cut_is_not_there() {
    let dir = folder();
    let cache = Cache::open(dir.path()).unwrap();
    cache.put("key", b"a thumbnail").unwrap();
    let folder = fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap().path();
    let file = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&file).unwrap();
    for length in 0..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(cache.get("key"), None, "{length} bytes");
    }
    fs::write(&file, vec![0; whole.len()]).unwrap();
    assert_eq!(cache.get("key"), None, "only zeros");
}
