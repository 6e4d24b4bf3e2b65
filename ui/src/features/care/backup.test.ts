import { beforeEach, describe, expect, test } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { BackupState } from '../../ipc/bindings';
import { backupLine } from './backup.svelte';

beforeEach(() => setLanguage('en'));

const now = new Date('2026-03-20T12:00:00Z');
const whole: BackupState = {
  to: '/media/stick',
  at: '2026-03-20T10:00:00Z',
  there: true,
  changed: true,
  running: false,
};
const line = (about: Partial<BackupState>) => backupLine({ ...whole, ...about }, now);

describe('the line about the copy', () => {
  test('says the age in the largest unit that fits', () => {
    expect(line({})?.text).toBe('Copied 2 hours ago');
    expect(line({ at: '2026-03-20T11:59:00Z' })?.text).toBe('Copied 1 minute ago');
    expect(line({ at: '2026-03-20T11:59:40Z' })?.text).toBe('Copied just now');
    expect(line({ at: '2026-03-19T11:00:00Z' })?.text).toBe('Copied 1 day ago');
  });

  test('warns after three days, but not where nothing changed since', () => {
    const at = '2026-03-17T11:00:00Z';
    expect(line({ at })?.kind).toBe('warning');
    expect(line({ at: '2026-03-17T13:00:00Z' })?.kind).toBe('quiet');
    expect(line({ at, changed: false })?.kind).toBe('quiet');
  });

  test('warns at once where the place is away while changes wait', () => {
    const away = line({ there: false });
    expect(away?.kind).toBe('warning');
    expect(away?.why).toContain('/media/stick');
    expect(line({ there: false, changed: false })?.kind).toBe('quiet');
  });

  test('is quiet where no copy was ever asked for', () => {
    expect(line({ to: null, at: null, there: false })?.kind).toBe('quiet');
  });
});
