// Material of others, kept with the forum: added by file or by paste, read beside the manuscript,
// and put into it with the mark that says where a passage comes from.
import { t } from '../../i18n/index.svelte';
import type { Listed, Material, MaterialId, MaterialKind } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { ForumDocument } from '../../shared/forum-document.svelte';
import type { Notices } from '../../shared/notices.svelte';

export const materialKinds: MaterialKind[] = [
  'press_release',
  'speech',
  'agency',
  'programme',
  'recording',
  'left_out',
  'other',
];

export class Materials {
  readonly forum: ForumDocument;
  readonly #host: Host;
  readonly #notices: Notices;
  openedId = $state<MaterialId | null>(null);
  busy = $state(false);

  constructor(host: Host, forum: ForumDocument, notices: Notices) {
    this.#host = host;
    this.forum = forum;
    this.#notices = notices;
  }

  /** The latest first. */
  readonly list: Listed<MaterialId, Material>[] = $derived.by(() =>
    [...this.forum.forum.materials].sort((a, b) =>
      (b.added_at ?? '').localeCompare(a.added_at ?? ''),
    ),
  );

  get opened(): Listed<MaterialId, Material> | null {
    return this.list.find(({ id }) => id === this.openedId) ?? null;
  }

  get readonly(): boolean {
    return this.forum.readOnly !== null;
  }

  titleOf(material: Material): string {
    return material.title ?? t().materials.untitled;
  }

  /** Lets the user choose a file, and keeps it. */
  async choose(): Promise<void> {
    await this.#try(async () => {
      const path = await this.#host.chooseMaterial();
      if (path !== null) await this.#addFile(path);
    });
  }

  async addPath(path: string): Promise<void> {
    await this.#try(() => this.#addFile(path));
  }

  async #addFile(path: string): Promise<void> {
    await this.forum.flush();
    const answer = await this.#host.addMaterial(this.forum.id, path, 'press_release', null);
    this.forum.took(answer);
    this.#added(answer.made[0], () => this.forum.revert(answer.step));
  }

  /** Keeps a text that was pasted. */
  async addText(text: string): Promise<void> {
    await this.#try(async () => {
      const first = text.trim().split('\n')[0] ?? '';
      const title = first.length > 80 ? `${first.slice(0, 80).replace(/\s\S*$/, '')}…` : first;
      const fields = { kind: 'press_release', title, text, added_at: new Date().toISOString() };
      const answer = await this.forum.run([
        { op: 'put', collection: 'materials', id: null, fields },
      ]);
      this.#added(answer.made[0], () => this.forum.revert(answer.step));
    });
  }

  write(id: MaterialId, fields: Partial<Material>): void {
    this.forum.put('materials', id, fields);
  }

  flush(): void {
    void this.forum.flush().catch(() => undefined);
  }

  async remove(material: Listed<MaterialId, Material>): Promise<void> {
    await this.#try(async () => {
      const title = this.titleOf(material);
      const { step } = await this.forum.run([
        { op: 'remove', collection: 'materials', id: material.id },
      ]);
      if (this.openedId === material.id) this.openedId = null;
      this.#notices.done(t().materials.removed(title), () => this.forum.revert(step));
    });
  }

  #added(id: string | undefined, undo: () => Promise<void>): void {
    this.openedId = id ?? null;
    const title = this.opened ? this.titleOf(this.opened) : t().materials.untitled;
    this.#notices.done(t().materials.added(title), undo);
  }

  async #try(work: () => Promise<void>): Promise<void> {
    if (this.busy || this.readonly) return;
    this.busy = true;
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown);
    } finally {
      this.busy = false;
    }
  }
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

/** Returns a passage as the manuscript takes it: paragraphs that name the material. */
export function passageHtml(text: string, material: MaterialId): string {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map(
      (line) =>
        `<p><span data-tag="material" data-id="${escaped(material)}">${escaped(line.trim())}</span></p>`,
    )
    .join('');
}
