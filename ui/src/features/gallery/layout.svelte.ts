// How the gallery is laid out: as a grid of rows, or as one strip. The window remembers it; it is
// nobody else's business.
export type Layout = 'grid' | 'strip';

const KEY = 'tezis.gallery.layout';

export class GalleryLayout {
  #layout = $state<Layout>('grid');

  constructor() {
    if (localStorage.getItem(KEY) === 'strip') this.#layout = 'strip';
  }

  get value(): Layout {
    return this.#layout;
  }

  set value(layout: Layout) {
    this.#layout = layout;
    localStorage.setItem(KEY, layout);
  }

  turn(): void {
    this.value = this.#layout === 'grid' ? 'strip' : 'grid';
  }
}
