import { render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Preview as Page } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { patch } from './patch';
import { Preview } from './preview.svelte';
import PreviewPane from './PreviewPane.svelte';

let host: FakeHost;
let report: string;

beforeEach(async () => {
  setLanguage('az');
  host = fakeHost({ latency: 0 });
  const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 1 };
  report = (await host.listReports(all)).rows[0]?.id ?? '';
});

const page = (html: string): Element =>
  new DOMParser().parseFromString(html, 'text/html').documentElement;

describe('patching', () => {
  test('only the block that differs is touched; pictures and others stay the same elements', () => {
    const shown = page('<p data-block="a">Bir</p><img src="x.jpg"><p data-block="b">İki</p>');
    const before = [...shown.querySelectorAll('p, img')];
    const wanted = page('<p data-block="a">Bir</p><img src="x.jpg"><p data-block="b">İkinci</p>');
    patch(shown, wanted);
    expect(shown.isEqualNode(wanted)).toBe(true);
    expect([...shown.querySelectorAll('p, img')]).toEqual(before);
  });

  test('a block that moved is moved, one that is gone goes, a new one comes', () => {
    const shown = page('<p data-block="a">A</p><p data-block="b">B</p><p data-block="c">C</p>');
    const c = shown.querySelector('[data-block="c"]');
    const wanted = page('<p data-block="c">C</p><p data-block="d">D</p><p data-block="a">A</p>');
    patch(shown, wanted);
    expect(shown.isEqualNode(wanted)).toBe(true);
    expect(shown.querySelector('[data-block="c"]')).toBe(c);
  });

  test('whatever the two pages are, the shown one becomes the wanted one', () => {
    const kinds = ['<p>x</p>', '<h2>y</h2>', 'text', '<ul><li>z</li></ul>', '<hr>'];
    let seed = 7;
    const random = (n: number): number => (seed = (seed * 16807) % 2147483647) % n;
    const some = (): string =>
      Array.from({ length: random(7) }, () =>
        random(2) === 0
          ? (kinds[random(kinds.length)] ?? '')
          : `<p data-block="${random(5)}" class="k${random(3)}">w<em>${random(3)}</em></p>`,
      ).join('');
    for (let round = 0; round < 300; round += 1) {
      const [shown, wanted] = [page(some()), page(some())];
      const goal = wanted.outerHTML;
      patch(shown, wanted);
      expect(shown.outerHTML).toBe(goal);
    }
  });
});

test('while a page is on its way, all that is typed is asked for once more', async () => {
  const answers: ((page: Page) => void)[] = [];
  vi.spyOn(host, 'preview').mockImplementation(() => new Promise((done) => answers.push(done)));
  const preview = new Preview(host, report);
  for (let i = 0; i < 5; i += 1) preview.ask();
  expect(answers).toHaveLength(1);
  answers[0]?.({ html: '<p>1</p>', version: '1' });
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.({ html: '<p>2</p>', version: '2' });
  await waitFor(() => expect(preview.html).toBe('<p>2</p>'));
  expect(answers).toHaveLength(2);
});

test('a page that cannot be made says why, and the last good one stays', async () => {
  const preview = new Preview(host, report);
  render(PreviewPane, { preview, block: null, onclose: vi.fn() });
  preview.ask();
  await screen.findByTestId('preview-frame');
  host.fail('preview', 1);
  preview.ask();
  expect((await screen.findByTestId('preview-failed')).textContent).toContain('Disk doludur');
  expect(screen.getByTestId('preview-frame')).toBeTruthy();
  preview.ask();
  await waitFor(() => expect(screen.queryByTestId('preview-failed')).toBeNull());
});

test('the frame runs nothing, and shows the blocks of the report', async () => {
  const preview = new Preview(host, report);
  render(PreviewPane, { preview, block: null, onclose: vi.fn() });
  preview.ask();
  const frame = await screen.findByTestId<HTMLIFrameElement>('preview-frame');
  expect(frame.getAttribute('sandbox')).toBe('allow-same-origin');
  const first = host.library.report(report).value.body[1]?.id ?? 'none';
  expect(frame.srcdoc).toContain(`data-block="${first}"`);
  // A note is the reporter's own.
  expect(frame.srcdoc).not.toContain('Ağacların sayını təşkilatçıdan');
});
