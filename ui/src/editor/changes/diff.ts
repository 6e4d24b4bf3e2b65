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
  if (start === aEnd || start === bEnd) return [whole];
  const trace = search(a.slice(start, aEnd), b.slice(start, bEnd));
  return trace ? hunks(trace, aEnd - start, bEnd - start, start) : [whole];
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
