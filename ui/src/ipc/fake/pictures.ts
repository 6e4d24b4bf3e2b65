// Drawn pictures of a forum, as SVG: what the fake host shows where the core would send a JPEG.

/** What a drawn picture shows, and its size as the photo's facts say it. */
export type Drawing = {
  scene: 'hall' | 'podium' | 'panel' | 'square' | 'trees' | 'concert';
  width: number;
  height: number;
  hue: number;
};

const colour = (hue: number, saturation: number, lightness: number): string =>
  `hsl(${hue} ${saturation}% ${lightness}%)`;

function person(x: number, y: number, size: number, hue: number): string {
  const body = colour(hue, 24, 28);
  return (
    `<circle cx="${x}" cy="${y}" r="${size}" fill="${colour(28, 36, 62)}"/>` +
    `<path d="M${x - size * 1.9} ${y + size * 4.4}q0-${size * 3} ${size * 1.9}-${size * 3}` +
    `t${size * 1.9} ${size * 3}z" fill="${body}"/>`
  );
}

function tree(x: number, ground: number, size: number, hue: number): string {
  return (
    `<rect x="${x - size * 0.08}" y="${ground - size}" width="${size * 0.16}" height="${size}" fill="${colour(24, 30, 28)}"/>` +
    `<circle cx="${x}" cy="${ground - size * 1.25}" r="${size * 0.55}" fill="${colour(hue, 34, 36)}"/>` +
    `<circle cx="${x - size * 0.34}" cy="${ground - size}" r="${size * 0.4}" fill="${colour(hue, 34, 32)}"/>` +
    `<circle cx="${x + size * 0.36}" cy="${ground - size * 0.95}" r="${size * 0.42}" fill="${colour(hue, 34, 40)}"/>`
  );
}

const row = (n: number, draw: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => draw(i)).join('');

/** Draws on a canvas of 900 units along the longer side. */
function paint({ scene, hue }: Drawing, w: number, h: number): string {
  const wall = `<rect width="${w}" height="${h}" fill="${colour(hue, 22, 74)}"/>`;
  const floor = (from: number): string =>
    `<rect y="${h * from}" width="${w}" height="${h * (1 - from)}" fill="${colour(hue, 18, 42)}"/>`;
  const screen =
    `<rect x="${w * 0.2}" y="${h * 0.1}" width="${w * 0.6}" height="${h * 0.36}" fill="${colour(hue, 42, 34)}"/>` +
    `<rect x="${w * 0.26}" y="${h * 0.2}" width="${w * 0.32}" height="${h * 0.03}" fill="${colour(hue, 30, 86)}"/>` +
    `<rect x="${w * 0.26}" y="${h * 0.27}" width="${w * 0.44}" height="${h * 0.03}" fill="${colour(hue, 30, 66)}"/>`;
  const sky =
    `<rect width="${w}" height="${h}" fill="${colour(hue, 44, 82)}"/>` +
    `<circle cx="${w * 0.8}" cy="${h * 0.2}" r="${h * 0.08}" fill="${colour(44, 70, 82)}"/>` +
    `<path d="M0 ${h * 0.55}L${w * 0.25} ${h * 0.3}L${w * 0.45} ${h * 0.5}L${w * 0.7} ${h * 0.26}L${w} ${h * 0.55}V${h}H0z" fill="${colour(hue, 20, 62)}"/>`;
  switch (scene) {
    case 'hall':
      return (
        wall +
        screen +
        floor(0.62) +
        row(9, (i) => person(w * (0.06 + 0.11 * i), h * 0.62, h * 0.035, hue + 40 * i)) +
        row(7, (i) => person(w * (0.08 + 0.14 * i), h * 0.74, h * 0.05, hue + 55 * i))
      );
    case 'podium':
      return (
        wall +
        screen +
        floor(0.78) +
        person(w * 0.5, h * 0.44, h * 0.07, hue + 190) +
        `<path d="M${w * 0.34} ${h * 0.66}H${w * 0.66}L${w * 0.62} ${h}H${w * 0.38}z" fill="${colour(26, 34, 32)}"/>` +
        `<path d="M${w * 0.54} ${h * 0.66}q0-${h * 0.08} ${w * 0.02}-${h * 0.1}" stroke="#222" stroke-width="5" fill="none"/>`
      );
    case 'panel':
      return (
        wall +
        screen +
        floor(0.7) +
        row(5, (i) => person(w * (0.18 + 0.16 * i), h * 0.52, h * 0.05, hue + 70 * i)) +
        `<rect x="${w * 0.08}" y="${h * 0.68}" width="${w * 0.84}" height="${h * 0.16}" fill="${colour(hue, 16, 92)}"/>`
      );
    case 'square':
      return (
        sky +
        floor(0.74) +
        row(
          5,
          (i) =>
            `<rect x="${w * (0.08 + 0.17 * i)}" y="${h * (0.44 - 0.04 * (i % 3))}" width="${w * 0.13}" height="${h * 0.34}" fill="${colour(24 + 5 * i, 30, 66 - 5 * (i % 2))}"/>`,
        ) +
        row(6, (i) => person(w * (0.12 + 0.15 * i), h * 0.78, h * 0.022, 60 * i))
      );
    case 'trees':
      return (
        sky +
        `<rect y="${h * 0.66}" width="${w}" height="${h * 0.34}" fill="${colour(96, 28, 42)}"/>` +
        row(5, (i) =>
          tree(w * (0.1 + 0.2 * i), h * (0.72 + 0.05 * (i % 2)), h * 0.2, 110 + 9 * i),
        ) +
        person(w * 0.34, h * 0.68, h * 0.034, 210) +
        person(w * 0.58, h * 0.7, h * 0.036, 350)
      );
    case 'concert':
      return (
        `<rect width="${w}" height="${h}" fill="${colour(hue, 30, 16)}"/>` +
        row(
          4,
          (i) =>
            `<path d="M${w * (0.2 + 0.2 * i)} 0L${w * (0.08 + 0.2 * i)} ${h}H${w * (0.32 + 0.2 * i)}z" fill="${colour(hue + 30 * i, 50, 60)}" opacity="0.25"/>`,
        ) +
        row(4, (i) => person(w * (0.24 + 0.17 * i), h * 0.55, h * 0.045, hue + 80 * i)) +
        `<rect y="${h * 0.82}" width="${w}" height="${h * 0.18}" fill="${colour(hue, 30, 9)}"/>`
      );
  }
}

/** Returns the drawing as an address for an `<img>`; what a damaged file lacks is grey. */
export function drawn(drawing: Drawing, side: number, damaged: boolean): string {
  const scale = Math.min(1, side / Math.max(drawing.width, drawing.height));
  const [width, height] = [drawing.width * scale, drawing.height * scale].map(Math.round);
  const unit = 900 / Math.max(drawing.width, drawing.height);
  const [w, h] = [Math.round(drawing.width * unit), Math.round(drawing.height * unit)];
  const missing = damaged
    ? `<rect y="${h * 0.6}" width="${w}" height="${h * 0.4}" fill="#808080"/>`
    : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${w} ${h}">` +
    `${paint(drawing, w, h)}${missing}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
