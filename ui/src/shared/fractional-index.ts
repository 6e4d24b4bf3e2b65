// Keys between keys: the order of sessions, appearances and placements. The same bytes and spelling
// as the core's crate `fractional_index` 2: bytes in hexadecimal, ended by 0x80, compared as text.

const END = 0x80;

function bytesOf(key: string): number[] {
  return Array.from({ length: key.length / 2 }, (_, i) =>
    Number.parseInt(key.slice(2 * i, 2 * i + 2), 16),
  );
}

function keyOf(bytes: number[]): string {
  return [...bytes, END].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function before(bytes: number[]): number[] {
  for (const [i, byte] of bytes.entries()) {
    if (byte > END) return bytes.slice(0, i);
    if (byte > 0) return [...bytes.slice(0, i), byte - 1];
  }
  return [];
}

function after(bytes: number[]): number[] {
  for (const [i, byte] of bytes.entries()) {
    if (byte < END) return bytes.slice(0, i);
    if (byte < 0xff) return [...bytes.slice(0, i), byte + 1];
  }
  return [];
}

/**
 * Returns a key that sorts after `lower` and before `upper`; null stands for an open end. Two keys
 * in the wrong order or equal, as two people may have made them, give a key after `lower`.
 */
export function keyBetween(lower: string | null, upper: string | null): string {
  if (lower === null) return keyOf(upper === null ? [] : before(bytesOf(upper)));
  const left = bytesOf(lower);
  if (upper === null || upper <= lower) return keyOf(after(left));

  const right = bytesOf(upper);
  const shared = Math.min(left.length, right.length) - 1;
  for (let i = 0; i < shared; i += 1) {
    const [a, b] = [left[i] ?? END, right[i] ?? END];
    if (a < b - 1) return keyOf([...left.slice(0, i), a + Math.floor((b - a) / 2)]);
    if (a === b - 1) return keyOf([...left.slice(0, i + 1), ...after(left.slice(i + 1))]);
  }
  // One is the other's beginning, up to the end mark.
  return left.length < right.length
    ? keyOf([...right.slice(0, shared + 1), ...before(right.slice(shared + 1))])
    : keyOf([...left.slice(0, shared + 1), ...after(left.slice(shared + 1))]);
}
