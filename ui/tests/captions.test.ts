// Captions and the gallery in the whole window on the fake host: what joins them with the photo desk
// and the report's page, and that each can be used without eyes or mouse.
import { screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import { expectAccessible, LONG, onScreen, openReport, openWindow } from './window-of';

beforeEach(() => localStorage.clear());

const template = {
  name: 'Zal',
  caption: '{forum}: {session}',
  alt: null,
  headline: null,
  credit: null,
  creator: null,
  copyright: null,
  usage_terms: null,
  keywords: [],
};

test('captions are written for one and for many by keys alone, and all of it is accessible', async () => {
  const opened = await openWindow({ settings: { templates: [template] } });
  const { user, host } = opened;
  await openReport(opened, LONG);
  await user.keyboard('{Alt>}f{/Alt}');
  await onScreen('photos');
  await user.keyboard('{ArrowRight}t');
  const field = (name: string): HTMLTextAreaElement => screen.getByTestId(name);
  await waitFor(() => expect(document.activeElement).toBe(field('photo-caption')));
  await user.type(field('photo-caption'), ' və qonaqlar');
  const first = field('photo-caption').value;
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(field('photo-caption').value).not.toBe(first));
  await waitFor(() => expect(document.activeElement).toBe(field('photo-caption')));
  const [forum] = await host.listForums();
  const captions = () =>
    host.library.forum(forum?.id ?? '').value.photos.map((photo) => photo.captions.az ?? '');
  await waitFor(() => expect(captions()).toContain(first));
  await expectAccessible();

  await user.keyboard('{Escape}{Control>}a{/Control}');
  await waitFor(() => expect(screen.getByTestId('captions-count')).toBeTruthy());
  await expectAccessible();
  await user.keyboard('{Alt>}{Enter}{/Alt}');
  await waitFor(() => expect(captions().filter((text) => text === '')).toEqual([]));
  expect(captions()).toContain(first);
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(captions().filter((text) => text === '')).not.toEqual([]));

  await user.keyboard('{Alt>}c{/Alt}');
  await expectAccessible(await screen.findByTestId('codes-dialog'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('codes-dialog')).toBeNull());
  await user.keyboard('{Alt>}l{/Alt}');
  await expectAccessible(await screen.findByTestId('templates-dialog'));
});

test('a caption is written to its end where the filter hides photos that have one', async () => {
  const opened = await openWindow({ extraPhotos: 20 });
  const { user, host } = opened;
  await openReport(opened, LONG);
  await user.keyboard('{Alt>}f{/Alt}');
  await onScreen('photos');
  const [forum] = await host.listForums();
  const captions = () =>
    host.library.forum(forum?.id ?? '').value.photos.map((photo) => photo.captions.az ?? '');
  await user.selectOptions(screen.getByTestId('filter-mark'), 'no_caption');
  screen.getByTestId('frames').focus();
  await user.keyboard('t');
  const field = (): HTMLTextAreaElement => screen.getByTestId('photo-caption');
  await waitFor(() => expect(document.activeElement).toBe(field()));
  await user.keyboard('Xxp');
  expect(field().value).toBe('Xxp');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(field().value).toBe(''));
  await waitFor(() => expect(document.activeElement).toBe(field()));
  await user.keyboard('Ppx');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(captions()).toEqual(expect.arrayContaining(['Xxp', 'Ppx'])));
});

test('the gallery: words for this use, a sheet by key, the photo desk at the chosen photo', async () => {
  const opened = await openWindow();
  const { user } = opened;
  await openReport(opened, LONG);
  await user.keyboard('{Alt>}g{/Alt}{ArrowRight}{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('photo-caption')));
  await user.click(screen.getByTestId('photo-caption-here'));
  await expectAccessible(screen.getByTestId('photo-fields'));
  await expectAccessible(screen.getByTestId('gallery'));

  await user.keyboard('{Control>}p{/Control}');
  await expectAccessible(await screen.findByTestId('sheet-dialog'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('sheet-dialog')).toBeNull());

  const photo = screen.getAllByTestId('photo')[1]?.dataset.photo;
  screen.getByTestId('gallery-list').focus();
  await user.keyboard('d');
  await onScreen('photos');
  await waitFor(() => {
    const chosen = document.querySelector('[aria-selected="true"][data-photo]');
    expect(chosen?.getAttribute('data-photo')).toBe(photo);
  });
});

test('templates are made, renamed and deleted on the page of settings', async () => {
  const { user, host } = await openWindow();
  await user.click(screen.getByTestId('settings'));
  await user.click(await screen.findByTestId('template-new'));
  await user.keyboard('Zal');
  await user.click(screen.getByTestId('template-credit'));
  await user.click(screen.getByTestId('variable-photographer'));
  await waitFor(async () => {
    const { templates } = (await host.start()).settings;
    expect(templates).toMatchObject([{ name: 'Zal', credit: '{photographer}', caption: null }]);
  });
  // A second one may not take the name of the first, not even on the way to another.
  await user.click(screen.getByTestId('template-new'));
  await user.keyboard('Zal');
  expect(screen.getByTestId('template-name').getAttribute('aria-invalid')).toBe('true');
  await user.keyboard(' 2');
  await waitFor(async () => {
    const { templates } = (await host.start()).settings;
    expect(templates.map(({ name }) => name)).toEqual(['Zal', 'Zal 2']);
  });
  await expectAccessible();
  await user.click(screen.getByTestId('template-delete'));
  await waitFor(async () => expect((await host.start()).settings.templates).toHaveLength(1));
  await user.click(screen.getByTestId('notice-undo'));
  await waitFor(async () => expect((await host.start()).settings.templates).toHaveLength(2));
});
