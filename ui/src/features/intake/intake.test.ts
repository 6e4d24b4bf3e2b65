import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { fakeHost } from '../../ipc/fake-host';
import IntakeReview from './IntakeReview.svelte';
import { Review } from './review.svelte';

const source = `Bağda bayram (FOTOLAR)
16-11-2025 [18:05]
Bayram keçirilib.
İkinci abzas.
Müəllif: Səidə Məcidli
Başqa xəbər
© Bütün hüquqlar qorunur`;

let review: Review;

beforeEach(async () => {
  setLanguage('az');
  const host = fakeHost({ latency: 0 });
  review = new Review(await host.readPasted(source, null, null), null, null);
});

function show(): ReturnType<typeof userEvent.setup> {
  render(IntakeReview, {
    review,
    forums: [],
    profiles: [],
    busy: false,
    readonly: false,
    onaccept: vi.fn(),
    oncancel: vi.fn(),
  });
  return userEvent.setup();
}

test('what was read stands there, and what was left out is folded with its number', async () => {
  const user = show();
  expect(screen.getByTestId<HTMLTextAreaElement>('intake-headline').value).toBe(
    'Bağda bayram (FOTOLAR)',
  );
  expect(screen.getByTestId('intake').textContent).toContain('16-11-2025 [18:05]');
  expect(screen.getByTestId('intake').textContent).toContain('Səidə Məcidli');
  expect(screen.getAllByTestId('intake-block')).toHaveLength(2);
  expect(screen.getByTestId('left-out').textContent).toContain('2 sətir kənarda qaldı');
  expect(screen.queryAllByTestId('left-out-line')).toHaveLength(0);

  await user.click(screen.getByTestId('left-out-toggle'));
  const lines = screen.getAllByTestId('left-out-line');
  expect(lines.map((line) => line.querySelector('.reason')?.textContent.trim())).toEqual([
    'Başqa mətnin başlığı',
    'Müəllif hüququ qeydi',
  ]);
});

test('one line is put back, the rest stays out', async () => {
  const user = show();
  await user.click(screen.getByTestId('left-out-toggle'));
  const [line] = screen.getAllByTestId('left-out-line');
  if (!line) throw new Error('two lines were left out');
  await user.click(within(line).getByTestId('put-back'));
  expect(review.result().blocks.map((block) => block.text.text)).toEqual([
    'Bayram keçirilib.',
    'İkinci abzas.',
    'Başqa xəbər',
  ]);
  expect(review.result().left_out).toMatchObject([{ after_block: 3, reason: 'copyright' }]);
});

test('a block is left out, at its place, and comes back as it was', async () => {
  const user = show();
  const [first] = screen.getAllByTestId('leave-out');
  if (!first) throw new Error('there are blocks');
  await user.click(first);
  expect(review.result().blocks).toHaveLength(1);
  expect(review.result().left_out[0]).toMatchObject({ after_block: 0, text: 'Bayram keçirilib.' });

  const group = screen.getAllByTestId('left-out')[0];
  if (!group) throw new Error('a group is there');
  await user.click(within(group).getByTestId('put-all-back'));
  expect(review.result().blocks[0]).toEqual(review.text.blocks[0]);
});

test('the headline can be mended before anything is written', async () => {
  const user = show();
  const field = screen.getByTestId('intake-headline');
  await user.clear(field);
  await user.type(field, 'Bağ bayramı');
  expect(review.result().headline).toBe('Bağ bayramı');
});
