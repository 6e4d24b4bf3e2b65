// The one file of the window that knows that the core counts Unicode scalars and JavaScript UTF-16
// units. Everything else in `editor/` counts UTF-16 units, as ProseMirror does.

const SURROGATE = /[\uD800-\uDFFF]/;

/** Turns offsets of one text from the core's into the window's and back. */
export class Offsets {
  /** The UTF-16 offsets of the characters that take two units, ascending. */
  readonly #pairs: readonly number[];

  constructor(text: string) {
    this.#pairs = SURROGATE.test(text) ? pairs(text) : [];
  }

  /** Returns the UTF-16 offset of a scalar offset. */
  toUtf16(scalar: number): number {
    // The k-th pair stands at scalar offset pairs[k] - k: before it k units were counted double.
    return scalar + this.#before((pair, k) => pair - k < scalar);
  }

  /** Returns the scalar offset of a UTF-16 offset; one inside a pair counts as before it. */
  toScalar(utf16: number): number {
    const before = this.#before((pair) => pair < utf16);
    const last = this.#pairs[before - 1];
    return last === utf16 - 1 ? last - (before - 1) : utf16 - before;
  }

  /** Counts the pairs from the first on of which `is` holds. */
  #before(is: (pair: number, k: number) => boolean): number {
    let low = 0;
    let high = this.#pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const pair = this.#pairs[middle];
      if (pair !== undefined && is(pair, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Returns the text without lone surrogates, which can't travel to the core; its length stays. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(/\p{Surrogate}/gu, '\uFFFD') : text;
}

/** Returns the characters of the text, one a Unicode scalar. */
export function scalars(text: string): string[] {
  return Array.from(text);
}

function pairs(text: string): number[] {
  const found: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) {
      found.push(i);
      i += 1;
    }
  }
  return found;
}
