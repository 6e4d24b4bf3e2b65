// ULIDs: 48 bits of time and 80 random bits in Crockford's base 32. The window makes ids for blocks
// alone; all others come from the core.

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Returns a new ULID; those of one millisecond are not ordered among themselves. */
export function ulid(at: number = Date.now()): string {
  let time = '';
  for (let rest = at, i = 0; i < 10; i += 1) {
    time = (DIGITS[rest % 32] ?? '0') + time;
    rest = Math.floor(rest / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(16));
  return time + Array.from(random, (byte) => DIGITS[byte % 32]).join('');
}
