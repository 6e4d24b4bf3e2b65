// A pointer that was pressed and is followed until it is let go, wherever it goes meanwhile.

/** How far it is from where it was pressed, in pixels, and where it is. */
export type Pull = { dx: number; dy: number; x: number; y: number; shift: boolean };

type Follow = {
  onmove: (pull: Pull) => void;
  /** `kept` is false when Escape or the system took the pointer away; `moved` tells a pull from a click. */
  onend: (kept: boolean, moved: boolean) => void;
};

/** How far a pointer moves before it pulls, in pixels: a shaky click is a click. */
const SLACK = 3;

export function followPointer(begin: PointerEvent, { onmove, onend }: Follow): void {
  const listening = new AbortController();
  const { signal } = listening;
  let moved = false;
  const end = (kept: boolean): void => {
    listening.abort();
    onend(kept, moved);
  };
  const own = (event: PointerEvent): boolean => event.pointerId === begin.pointerId;
  window.addEventListener(
    'pointermove',
    (event) => {
      const { clientX: x, clientY: y } = event;
      const [dx, dy] = [x - begin.clientX, y - begin.clientY];
      if (!own(event) || (!moved && Math.hypot(dx, dy) < SLACK)) return;
      moved = true;
      onmove({ dx, dy, x, y, shift: event.shiftKey });
    },
    { signal },
  );
  window.addEventListener('pointerup', (event) => own(event) && end(true), { signal });
  window.addEventListener('pointercancel', (event) => own(event) && end(false), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      end(false);
    },
    { signal, capture: true },
  );
}
