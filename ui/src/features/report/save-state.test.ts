import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { joined, savingText } from './save-state';
import SaveLine from './SaveLine.svelte';

const full = { code: 'store.full', params: {}, detail: 'full' };
const saved = (at: string) => ({ kind: 'saved', at }) as const;

beforeEach(() => setLanguage('az'));

test('saved means both: manuscript and fields, since the later of the two', () => {
  const at = joined(saved('2025-10-22T06:42:07Z'), saved('2025-10-22T06:40:00Z'));
  expect(at).toEqual(saved('2025-10-22T06:42:07Z'));
  expect(joined({ kind: 'unsaved' }, saved('x')).kind).toBe('saving');
  expect(joined(saved('x'), { kind: 'saving' }).kind).toBe('saving');
});

test('one failure makes the whole a failure, whatever the other says', () => {
  const failed = { kind: 'failed', error: full } as const;
  expect(joined({ ...failed, retryAt: 1 }, saved('x'))).toEqual(failed);
  expect(joined({ kind: 'saving' }, failed)).toEqual(failed);
});

test('the line says it in words, with the time to the second', () => {
  const at = new Date(2025, 9, 22, 10, 42, 7).toISOString();
  expect(savingText(saved(at))).toBe('Diskdə saxlanıldı 10:42:07');
  expect(savingText({ kind: 'saving' })).toBe('Saxlanılır…');
  expect(savingText({ kind: 'failed', error: full })).toBe(
    'Saxlanılmayıb: disk doludur — yenidən cəhd edilir',
  );
  setLanguage('en');
  expect(savingText(saved(at))).toBe('Saved on disk 10:42:07');
});

test('it is announced, and never by colour alone: a sign and words stand there', () => {
  render(SaveLine, { saving: { kind: 'failed', error: full } });
  const line = screen.getByTestId('save-state');
  expect(line.getAttribute('role')).toBe('status');
  expect(line.querySelector('svg')).not.toBeNull();
  expect(line.textContent).toContain('Saxlanılmayıb');
});
