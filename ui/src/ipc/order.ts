// Keys between keys: the order of sessions and appearances. The same rule as the core's
// `crates/report/src/order.rs`: texts of 0–9, A–Z, a–z that sort as bytes, with room between any two.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

/** The digits up to the first foreign character, without zeros at the end. */
function digitsOf(key: string | null): number[] {
  const digits: number[] = [];
  for (const character of key ?? '') {
    const digit = DIGITS.indexOf(character);
    if (digit < 0) break;
    digits.push(digit);
  }
  while (digits.at(-1) === 0) digits.pop();
  return digits;
}

function increment(low: number[]): number[] {
  const grows = low.findIndex((digit) => digit < BASE - 1);
  return grows < 0 ? [...low, 1] : [...low.slice(0, grows), (low[grows] ?? 0) + 1];
}

function decrement(high: number[]): number[] {
  const shrinks = high.findIndex((digit) => digit > 0);
  const digit = high[shrinks] ?? 1;
  const zeros = high.slice(0, Math.max(0, shrinks));
  // A key never ends in zero: nothing would fit before it.
  return digit === 1 ? [...zeros, 0, BASE - 1] : [...zeros, digit - 1];
}

function middle(low: number[], high: number[] | null): number[] {
  if (high !== null) {
    const differs = high.findIndex((digit, at) => (low[at] ?? 0) !== digit);
    const shared = differs < 0 ? high.length : differs;
    if (shared > 0) {
      return [...high.slice(0, shared), ...middle(low.slice(shared), high.slice(shared))];
    }
  }
  const from = low[0] ?? 0;
  const to = high?.[0] ?? BASE;
  if (to - from > 1) return [from + Math.floor((to - from) / 2)];
  return high !== null && high.length > 1 ? [to] : [from, ...middle(low.slice(1), null)];
}

/** Compares as the core does, by bytes; the keys are ASCII. */
const isAbove = (a: number[], b: number[]): boolean => {
  const at = a.findIndex((digit, i) => digit !== b[i]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? -1);
};

/**
 * Returns a key that sorts after `before` and before `after`; null stands for the open end. Keys in
 * the wrong order, as two people may have made them, give a key after `before` alone.
 */
export function orderBetween(before: string | null, after: string | null): string {
  const low = digitsOf(before);
  const high = digitsOf(after);
  const bounded = high.length > 0 && isAbove(high, low);
  let key: number[];
  if (bounded) key = low.length === 0 ? decrement(high) : middle(low, high);
  else key = low.length === 0 ? [BASE / 2] : increment(low);
  return key.map((digit) => DIGITS[digit]).join('');
}
