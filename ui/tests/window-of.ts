// The whole window on the fake host, for the tests that go through it.
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, vi } from 'vitest';

import { type FakeHost, fakeHost, type FakeOptions } from '../src/ipc/fake-host';
import Root from '../src/views/Root.svelte';

// A whole window and axe take their time where all tests run at once.
vi.setConfig({ testTimeout: 20_000 });

export type Opened = { host: FakeHost; user: UserEvent };

/** Opens the window; English, so that the words of the tests can be read. */
export async function openWindow(options: FakeOptions = {}): Promise<Opened> {
  delete document.documentElement.dataset.ready;
  const settings = { language: 'en' as const, ...options.settings };
  const host = fakeHost({ latency: 0, stepTime: 0, ...options, settings });
  render(Root, { host });
  await waitFor(() => expect(document.documentElement.dataset.ready).toBe('1'));
  return { host, user: userEvent.setup() };
}

/** Opens the report whose headline has these words; returns its id. */
export async function openReport({ user }: Opened, words: string): Promise<string> {
  const row = screen.getAllByTestId('report-row').find((one) => one.textContent.includes(words));
  if (!row) throw new Error(`the demo has no report “${words}”`);
  await user.click(row);
  await screen.findByTestId('report');
  return row.dataset.report ?? '';
}

/** The demo's long report. */
export const LONG = 'küçələrə kölgə';

/** Waits for the screen of that name. */
export const onScreen = (name: string): Promise<void> =>
  waitFor(() => expect(screen.getByTestId('window').dataset.screen).toBe(name));

/** Looks for what would keep somebody out; colours need a real browser. */
export async function expectAccessible(element: Element = document.body): Promise<void> {
  const { violations } = await axe.run(element, {
    // A page in a frame is the core's; no script of axe gets into it here.
    iframes: false,
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
