// What is used of libheif's WebAssembly build. Its own declarations describe hundreds of functions and
// belong to a file that is not the one that a bundler can take.
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  type Code = { value: number };
  type Handle = { delete(): void };
  type Failure = { code: Code; message: string };
  type Channel = { stride: number; width: number; height: number; data: Uint8Array };
  type Decoded = { image: Handle; width: number; height: number; channels: Channel[] };

  export type Libheif = {
    heif_error_code: { heif_error_Ok: Code };
    heif_colorspace: { heif_colorspace_RGB: Code };
    heif_chroma: { heif_chroma_interleaved_RGBA: Code };
    heif_context_alloc(): Handle | null;
    heif_context_free(context: Handle): void;
    heif_context_read_from_memory(context: Handle, bytes: Uint8Array): Failure;
    heif_js_context_get_primary_image_handle(context: Handle): Handle | Failure | null;
    heif_image_handle_release(handle: Handle): void;
    heif_image_handle_get_width(handle: Handle): number;
    heif_image_handle_get_height(handle: Handle): number;
    heif_js_decode_image2(handle: Handle, colorspace: Code, chroma: Code): Decoded | Failure | null;
    heif_image_release(image: Handle): void;
  };
  export default function make(): Libheif;
}
