// The difference of two sequences as few replaced stretches: Myers' greedy algorithm (1986), given up
// beyond a bound, where all between the common ends counts as replaced.

/** `a[aFrom..aTo]` became `b[bFrom..bTo]`. */
export type Hunk = { aFrom: number; aTo: number; bFrom: number; bTo: number };

/** Edits beyond which a finer answer isn't worth its time: the work grows with their square. */
const MOST_EDITS = 600;

export function diff(a: readonly string[], b: readonly string[]): Hunk[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  if (start === aEnd && start === bEnd) return [];
  const whole: Hunk = { aFrom: start, aTo: aEnd, bFrom: start, bTo: bEnd };
  const trace =
    start === aEnd || start === bEnd ? null : search(a.slice(start, aEnd), b.slice(start, bEnd));
  return atWords(trace ? hunks(trace, aEnd - start, bEnd - start, start) : [whole], a, b);
}

/**
 * Moves insertions and deletions to the beginning of a word where that is the same difference: in
 * "(a) (b)" it is "(a) " that was put before "(b)", not "a) (" after its bracket. Merged with what
 * others did there, words stay whole then.
 */
function atWords(hunks: Hunk[], a: readonly string[], b: readonly string[]): Hunk[] {
  let before = 0;
  return hunks.map((hunk, i) => {
    const after = hunks[i + 1]?.aFrom ?? a.length;
    const moved = atWord(hunk, a, b, before, after);
    before = moved.aTo;
    return moved;
  });
}

/** Moves one hunk between the ends of its neighbours in `a`. */
function atWord(
  hunk: Hunk,
  a: readonly string[],
  b: readonly string[],
  before: number,
  after: number,
): Hunk {
  const { aFrom, aTo, bFrom, bTo } = hunk;
  if (aFrom < aTo && bFrom < bTo) return hunk;
  const [longer, from, to] = aFrom < aTo ? [a, aFrom, aTo] : [b, bFrom, bTo];
  let left = 0;
  while (aFrom - left > before && longer[from - left - 1] === longer[to - left - 1]) left += 1;
  let right = 0;
  while (aTo + right < after && longer[from + right] === longer[to + right]) right += 1;
  let best = 0;
  for (let by = -left; by <= right; by += 1) {
    if (startOfWord(longer, from + by) > startOfWord(longer, from + best)) best = by;
  }
  return { aFrom: aFrom + best, aTo: aTo + best, bFrom: bFrom + best, bTo: bTo + best };
}

/** Returns how well a stretch begins there: 2 with a word, 1 with the space before one. */
function startOfWord(text: readonly string[], at: number): number {
  if (/^\s/u.test(text[at] ?? ' ')) return 1;
  return at === 0 || /^\s/u.test(text[at - 1] ?? ' ') ? 2 : 0;
}

/** Returns for each number of edits how far along each diagonal one came, null beyond the bound. */
function search(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const reached = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(MOST_EDITS, a.length + b.length); edits += 1) {
    trace.push(new Map(reached));
    for (let k = -edits; k <= edits; k += 2) {
      let x = goesDown(reached, k, edits) ? at(reached, k + 1) : at(reached, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return null;
}

function hunks(
  trace: Map<number, number>[],
  aLength: number,
  bLength: number,
  offset: number,
): Hunk[] {
  const found: Hunk[] = [];
  let x = aLength;
  let y = bLength;
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const reached = trace[edits];
    if (!reached) break;
    const k = x - y;
    const fromK = goesDown(reached, k, edits) ? k + 1 : k - 1;
    const fromX = at(reached, fromK);
    const fromY = fromX - fromK;
    // After the one edit came equal elements, up to (x, y).
    const equal = fromK === k + 1 ? x - fromX : x - fromX - 1;
    const one = { aFrom: fromX, aTo: x - equal, bFrom: fromY, bTo: y - equal };
    const last = found[found.length - 1];
    if (last?.aFrom === one.aTo && last.bFrom === one.bTo) {
      last.aFrom = one.aFrom;
      last.bFrom = one.bFrom;
    } else {
      found.push(one);
    }
    x = fromX;
    y = fromY;
  }
  return found.reverse().map((hunk) => ({
    aFrom: hunk.aFrom + offset,
    aTo: hunk.aTo + offset,
    bFrom: hunk.bFrom + offset,
    bTo: hunk.bTo + offset,
  }));
}

function goesDown(reached: Map<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at(reached, k - 1) < at(reached, k + 1));
}

function at(reached: Map<number, number>, k: number): number {
  return reached.get(k) ?? -1;
}
