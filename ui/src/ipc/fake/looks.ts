// Frames and looks of the fake host: the core's geometry in small, and pictures that are turned, toned,
// blurred and cut as SVG. No pixel is promised; where things lie and how large they are is.
import type { Crop, PhotoLook, RenditionFrame, RenditionSummary } from '../bindings';
import { readCrop, type Size, Turning } from '../turned';

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

const whole: Crop = { x: 0, y: 0, width: 1, height: 1 };

/** Returns the frame of a rendition over the turned picture, as the core plans it. */
export function frameOf(
  upright: Size,
  { name, width, height, fit }: RenditionSummary,
  look: PhotoLook,
  wanted: Crop | null,
): RenditionFrame {
  const turning = new Turning(upright, look.rotation);
  const { size } = turning;
  const region = pixels(wanted ?? readCrop(look.crops[name]) ?? whole, size);
  let source = region;
  if (fit === 'cover') {
    const wide = region.width * height >= region.height * width;
    const cut = wide
      ? { width: Math.round((region.height * width) / height), height: region.height }
      : { width: region.width, height: Math.round((region.width * height) / width) };
    const middle = look.focal
      ? turning.point(look.focal)
      : [(region.x + region.width / 2) / size.width, (region.y + region.height / 2) / size.height];
    const [x = 0.5, y = 0.5] = middle;
    source = {
      x:
        region.x +
        clamp(Math.round(x * size.width - cut.width / 2) - region.x, region.width - cut.width),
      y:
        region.y +
        clamp(Math.round(y * size.height - cut.height / 2) - region.y, region.height - cut.height),
      ...cut,
    };
  }
  const enough = source.width >= width && source.height >= height;
  const scale = Math.min(1, width / source.width, height / source.height);
  const result =
    fit === 'cover'
      ? enough
        ? { width, height }
        : { width: source.width, height: source.height }
      : { width: Math.round(source.width * scale), height: Math.round(source.height * scale) };
  return {
    crop: {
      x: source.x / size.width,
      y: source.y / size.height,
      width: source.width / size.width,
      height: source.height / size.height,
    },
    ...result,
    smaller: fit === 'cover' ? !enough : source.width < width && source.height < height,
    turned_width: size.width,
    turned_height: size.height,
  };
}

function pixels({ x, y, width, height }: Crop, size: Size): Crop {
  const left = Math.round(clamp(x, 1) * size.width);
  const upper = Math.round(clamp(y, 1) * size.height);
  return {
    x: left,
    y: upper,
    width: Math.max(1, Math.round(clamp(x + width, 1) * size.width) - left),
    height: Math.max(1, Math.round(clamp(y + height, 1) * size.height) - upper),
  };
}

/** Returns the turned picture with its look; cut to `frame` and marked when there is one. */
export function looked(
  picture: string,
  upright: Size,
  look: PhotoLook,
  side: number,
  frame: RenditionFrame | null,
): string {
  // A drawing inside of a drawing may only be one that needs no file.
  if (!picture.startsWith('data:')) return picture;
  const { size } = new Turning(upright, look.rotation);
  const { width, height } = upright;
  const cut = frame?.crop ?? whole;
  const scale = Math.min(1, side / Math.max(size.width, size.height));
  const shown = frame ?? { width: size.width * scale, height: size.height * scale };
  const box = [
    cut.x * size.width,
    cut.y * size.height,
    cut.width * size.width,
    cut.height * size.height,
  ];
  const { exposure = 0, temperature = 0, tint = 0, shadows = 0 } = look.tone;
  const gain = 2 ** (exposure / 2.2) * (1 + shadows / 500);
  const slopes = [
    gain * (1 + temperature / 400),
    gain * (1 - tint / 500),
    gain * (1 - temperature / 400),
  ];
  const tone = slopes
    .map((slope, at) => `<feFunc${'RGB'[at] ?? 'R'} type="linear" slope="${slope.toFixed(3)}"/>`)
    .join('');
  const image = `<image href="${picture.replaceAll('&', '&amp;')}" width="${width}" height="${height}"/>`;
  const veils = Object.values(look.blurred).flatMap((text, at) => {
    const region = readCrop(text);
    if (!region) return [];
    const rect = `<rect x="${region.x * width}" y="${region.y * height}" width="${region.width * width}" height="${region.height * height}"/>`;
    return [
      `<clipPath id="c${at}">${rect}</clipPath><g clip-path="url(#c${at})"><g filter="url(#b)">${image}</g></g>`,
    ];
  });
  const turn =
    `translate(${size.width / 2} ${size.height / 2}) rotate(${look.rotation}) ` +
    `translate(${-width / 2} ${-height / 2})`;
  const mark = frame
    ? `<text x="${(box[0] ?? 0) + (box[2] ?? 0) * 0.98}" y="${(box[1] ?? 0) + (box[3] ?? 0) * 0.96}" ` +
      `text-anchor="end" font-family="sans-serif" font-weight="700" font-size="${(box[2] ?? 0) * 0.05}" ` +
      `fill="#fff" opacity="0.7">mia.az</text>`
    : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(shown.width)}" ` +
    `height="${Math.round(shown.height)}" viewBox="${box.join(' ')}">` +
    `<filter id="t" color-interpolation-filters="sRGB"><feComponentTransfer>${tone}</feComponentTransfer></filter>` +
    `<filter id="b"><feGaussianBlur stdDeviation="${Math.max(width, height) / 60}"/></filter>` +
    `<g transform="${turn}" filter="url(#t)">${image}${veils.join('')}</g>${mark}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
