import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');

/** Returns a colour of the light and of the dark side. */
function colours(name: string): [string, string] {
  const match = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const pairs: [string, string, number][] = [
  // AAA for what is read at length, AA for the rest, 3 for the borders of controls (WCAG 1.4.11).
  ['ink', 'paper', 7],
  ['ink', 'ground', 7],
  ['ink-2', 'paper', 7],
  ['ink-2', 'ground', 7],
  ['ink-2', 'hover', 4.5],
  ['ink-2', 'raised', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['warning', 'ground', 4.5],
  ['warning', 'paper', 4.5],
  ['warning', 'warning-soft', 4.5],
  ['error', 'ground', 4.5],
  ['error', 'raised', 4.5],
  ['done', 'raised', 4.5],
  ['ink', 'found', 4.5],
  ['ink', 'warning-soft', 4.5],
  ['line-strong', 'paper', 3],
  ['line-strong', 'ground', 3],
];

test.each(pairs)('%s on %s has a contrast of at least %d, light and dark', (front, back, least) => {
  for (const side of [0, 1] as const) {
    const [a, b] = [colours(front)[side], colours(back)[side]];
    expect(a, front).not.toBe('');
    expect(b, back).not.toBe('');
    expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
  }
});
