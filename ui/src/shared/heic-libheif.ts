// One HEIC to pixels by libheif's WebAssembly build. It runs in a worker; a test runs it as it is.
//
// libheif turns the picture by what its file says: nobody must turn it again. Colours stay as they
// are in the file (Display P3 from a phone): the core has the profile and makes sRGB of them.
import type { Libheif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';

/** Pixels, four bytes each, upright. */
export type HeicPicture = { width: number; height: number; rgba: Uint8Array<ArrayBuffer> };

/** The most pixels that are taken apart: four bytes each, twice in memory. */
const LARGEST = 120_000_000;

type Answer = { code: { value: number }; message: string };

const refused = <T extends object>(answer: T | Answer | null, what: string): T => {
  if (answer !== null && !('code' in answer)) return answer;
  throw new Error(answer === null ? what : `${what}: ${answer.message}`);
};

/** Returns the primary picture of a file; throws what libheif says of a file that it can't read. */
export function decodeHeic(libheif: Libheif, bytes: Uint8Array): HeicPicture {
  const context = refused(libheif.heif_context_alloc(), 'no context');
  try {
    const read = libheif.heif_context_read_from_memory(context, bytes);
    if (read.code !== libheif.heif_error_code.heif_error_Ok) throw new Error(read.message);
    const primary = libheif.heif_js_context_get_primary_image_handle(context);
    const handle = refused(primary, 'no picture');
    try {
      return pixels(libheif, handle);
    } finally {
      libheif.heif_image_handle_release(handle);
    }
  } finally {
    libheif.heif_context_free(context);
  }
}

type Handle = Parameters<Libheif['heif_image_release']>[0];

function pixels(libheif: Libheif, handle: Handle): HeicPicture {
  const size =
    libheif.heif_image_handle_get_width(handle) * libheif.heif_image_handle_get_height(handle);
  if (size > LARGEST) throw new Error(`${size} pixels are more than ${LARGEST}`);
  const { heif_colorspace_RGB } = libheif.heif_colorspace;
  const { heif_chroma_interleaved_RGBA } = libheif.heif_chroma;
  const decoded = refused(
    libheif.heif_js_decode_image2(handle, heif_colorspace_RGB, heif_chroma_interleaved_RGBA),
    'not decoded',
  );
  try {
    const [channel] = decoded.channels;
    if (!channel) throw new Error('the picture has no pixels');
    const { width, height, stride, data } = channel;
    const rgba = new Uint8Array(width * height * 4);
    // Lines may be padded to a multiple of some bytes.
    for (let y = 0; y < height; y += 1) {
      rgba.set(data.subarray(y * stride, y * stride + width * 4), y * width * 4);
    }
    return { width, height, rgba };
  } finally {
    libheif.heif_image_release(decoded.image);
  }
}
