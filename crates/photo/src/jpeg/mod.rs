//! JPEG, the format of nearly all photos: its segments, and decoding by libjpeg-turbo where that is
//! built in. Encoding is in `crate::encode`, metadata in `crate::metadata`.

pub(crate) mod structure;
#[cfg(feature = "turbojpeg")]
pub(crate) mod turbo;
