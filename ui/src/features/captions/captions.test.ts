// The panel over the fake host: what one and several photos say, and what reaches the disk.
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import type { Photo, Settings } from '../../ipc/bindings';
import { type FakeHost, fakeHost } from '../../ipc/fake-host';
import { Actions } from '../../shared/actions';
import { Notices } from '../../shared/notices.svelte';
import { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import CaptionPanel from './CaptionPanel.svelte';

let host: FakeHost;
let desk: PhotoDeskDocument;
let notices: Notices;
let actions: Actions;
let settings: Settings;
let user: ReturnType<typeof userEvent.setup>;
const onmove = vi.fn();

beforeEach(async () => {
  setLanguage('en');
  host = fakeHost({ latency: 0, stepTime: 0 });
  const [forum] = await host.listForums();
  desk = new PhotoDeskDocument(host, await host.photoDesk(forum?.id ?? '', null));
  notices = new Notices();
  actions = new Actions();
  settings = (await host.start()).settings;
  user = userEvent.setup();
});

const idAt = (place: number): string => desk.rows[place]?.id ?? '';
const ids = (...places: number[]): string[] => places.map(idAt);

/** What the library has of a photo. */
function stored(place: number): Photo {
  const { photos } = host.library.forum(desk.forum).value;
  const photo = photos.find(({ id }) => id === idAt(place));
  if (!photo) throw new Error('the demo has photos');
  return photo;
}

const open = (chosen: string[]) =>
  render(CaptionPanel, {
    host,
    desk,
    ids: chosen,
    settings,
    onsettings: (next: Settings) => void host.setSettings(next),
    notices,
    actions,
    onmove,
  });

const field = (name: string): HTMLTextAreaElement => screen.getByTestId(name);
const person = (name: string): string =>
  desk.about.people.find((one) => one.name === name)?.id ?? '';

test('one photo shows its words, and what is typed reaches the disk', async () => {
  open(ids(1));
  expect(field('photo-caption').value).toBe('Nərgiz Talıbzadə açılışda çıxış edir');
  await user.type(field('photo-headline'), 'Açılış');
  await user.tab();
  await waitFor(() => expect(stored(1).headline).toBe('Açılış'));
});

test('several photos say how many things they say; typing goes to all, and one undo to all', async () => {
  const before = [0, 1, 2].map((place) => stored(place).captions.az);
  open(ids(0, 1, 2));
  expect([field('photo-caption').value, field('photo-caption').placeholder]).toEqual([
    '',
    'various (3)',
  ]);
  // What they have in common stands there.
  expect(field('photo-credit').value).toBe('Foto: Rəşad Qaraxanlı');
  expect(stored(0).captions.az).toBe(before[0]);

  await user.type(field('photo-caption'), 'Forum günü');
  await user.tab();
  await waitFor(() => expect(stored(2).captions.az).toBe('Forum günü'));
  expect(stored(0).captions.az).toBe('Forum günü');
  await desk.undo.undo();
  expect([0, 1, 2].map((place) => stored(place).captions.az)).toEqual(before);
});

test('a variable for several photos is filled in for each of them', async () => {
  open(ids(0, 1));
  await user.clear(field('photo-headline'));
  await user.type(field('photo-headline'), 'Saat {{time}');
  await user.tab();
  await waitFor(() =>
    expect(stored(1).headline).toBe(`Saat ${desk.rows[1]?.at?.slice(11, 16) ?? ''}`),
  );
  expect(stored(0).headline).toBe(`Saat ${desk.rows[0]?.at?.slice(11, 16) ?? ''}`);
  expect(stored(0).headline).not.toBe(stored(1).headline);
});

test('a code in the field of one photo becomes the person', async () => {
  open(ids(3));
  await user.clear(field('photo-caption'));
  const { code, name, role } = desk.about.people[0] ?? { code: '', name: '', role: '' };
  await user.type(field('photo-caption'), `=${code}=`);
  await waitFor(() => expect(field('photo-caption').value).toBe(`${name}, ${role ?? ''}`));
  await user.tab();
  await waitFor(() => expect(stored(3).captions.az).toBe(`${name}, ${role ?? ''}`));
});

test('keywords are parted by commas, and stay as typed while one types', async () => {
  open(ids(0));
  await user.type(field('photo-keywords'), 'forum, su ,');
  expect(field('photo-keywords').value).toBe('forum, su ,');
  await user.tab();
  await waitFor(() => expect(stored(0).keywords).toEqual(['forum', 'su']));
  expect(field('photo-keywords').value).toBe('forum, su');
});

test('people are found without diacritics and by code, and are written in their order', async () => {
  open(ids(0));
  await user.type(field('photo-person'), 'cinare');
  await user.keyboard('{Enter}');
  const first = desk.about.people[0];
  await user.type(field('photo-person'), `=${first?.code ?? ''}`);
  await user.keyboard('{Enter}');
  const expected = [person('Çinarə Göyüşova'), first?.id];
  await waitFor(() => expect(stored(0).people).toEqual(expected));

  screen.getByTestId('photo-people').focus();
  await user.keyboard('{ArrowDown}{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(stored(0).people).toEqual([expected[1], expected[0]]));
  expect(notices.spoken).toContain('place 1 of 2');
  await user.keyboard('{Delete}');
  await waitFor(() => expect(stored(0).people).toEqual([expected[0]]));
  await desk.undo.undo();
  expect(stored(0).people).toEqual([expected[1], expected[0]]);
});

test('who is added to several photos comes to each, and what they had stays', async () => {
  const [one, two, three] = desk.about.people.map(({ id }) => id);
  await desk.edit([
    { photo: idAt(0), fields: { people: [one, two] } },
    { photo: idAt(1), fields: { people: [two] } },
  ]);
  open(ids(0, 1));
  expect(screen.getAllByTestId('photo-person-row').map((row) => row.dataset.person)).toEqual([two]);
  await user.type(field('photo-person'), desk.about.people[2]?.name ?? '');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(stored(0).people).toEqual([one, two, three]));
  expect(stored(1).people).toEqual([two, three]);
});

test('the same people as before come by key', async () => {
  const two = desk.about.people.slice(0, 2).map(({ id }) => id);
  await desk.editAll([idAt(0)], { people: two });
  open(ids(2));
  expect(screen.getByTestId('same-people').textContent).toContain('Nərgiz Talıbzadə');
  actions.run('same_people');
  await waitFor(() => expect(stored(2).people).toEqual(two));
});

test('a name that nobody has becomes a speaker of the session, and one undo takes all back', async () => {
  const [session] = desk.about.sessions;
  await desk.editAll([idAt(0)], { session: session?.id });
  open(ids(0));
  await user.type(field('photo-person'), 'Vüsalə Nağıyeva');
  await user.click(screen.getByTestId('new-speaker'));
  await user.type(field('new-speaker-role'), 'memar');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(stored(0).people).toHaveLength(1));
  const forum = () => host.library.forum(desk.forum).value;
  const [made = ''] = stored(0).people;
  expect(forum().people.find(({ id }) => id === made)?.full).toEqual({ az: 'Vüsalə Nağıyeva' });
  expect(forum().appearances.find((one) => one.person === made)).toMatchObject({
    session: session?.id,
    roles: { az: 'memar' },
  });
  await desk.undo.undo();
  expect(stored(0).people).toEqual([]);
  expect(forum().people.some(({ id }) => id === made)).toBe(false);
});

test('the session that the time proposes is taken by key, each photo its own', async () => {
  const proposed = desk.rows.filter((row) => row.proposed_session !== null && !row.photo.session);
  expect(proposed.length).toBeGreaterThan(1);
  open(proposed.map(({ id }) => id));
  actions.run('take_session');
  await waitFor(() => {
    const { photos } = host.library.forum(desk.forum).value;
    for (const row of proposed) {
      expect(photos.find(({ id }) => id === row.id)?.session).toBe(row.proposed_session);
    }
  });
  expect(screen.queryByTestId('proposed-session')).toBeNull();
});

test('what a camera left is named and cleared by key', async () => {
  await desk.editAll([idAt(0)], { captions: { az: 'OLYMPUS DIGITAL CAMERA' } });
  open(ids(0));
  expect(screen.getByTestId('caption-template').textContent).toContain('camera’s or an agency’s');
  actions.run('clear_left');
  await waitFor(() => expect(stored(0).captions).toEqual({}));
  expect(screen.queryByTestId('caption-template')).toBeNull();
});

test('two people’s captions stand side by side until one is chosen', async () => {
  const forum = host.library.forum(desk.forum);
  const values = ['"Birinci"', '"İkinci"'];
  const conflict = { collection: 'photos', id: idAt(0), field: 'captions/az', values };
  forum.value = { ...forum.value, conflicts: [conflict] };
  open(ids(0));
  const box = await screen.findByTestId('conflict');
  const [, second] = within(box).getAllByTestId('conflict-keep');
  if (second) await user.click(second);
  await waitFor(() => expect(stored(0).captions.az).toBe('İkinci'));
  expect(screen.queryByTestId('conflict')).toBeNull();
});

test('Ctrl+Enter saves, asks for the next photo and goes on in the same field', async () => {
  const { rerender } = open(ids(0));
  onmove.mockImplementation((by: number) => void rerender({ ids: ids(by) }));
  await user.click(field('photo-alt'));
  await user.keyboard(' Zalda{Control>}{Enter}{/Control}');
  await waitFor(() => expect(stored(0).alts.az).toMatch(/ Zalda$/));
  expect(onmove).toHaveBeenCalledExactlyOnceWith(1);
  await waitFor(() => expect(field('photo-alt').value).toBe(stored(1).alts.az ?? ''));
  await waitFor(() => expect(document.activeElement).toBe(field('photo-alt')));
});

test('what is typed as the photo changes stays with the photo that it was typed for', async () => {
  const { rerender } = open(ids(0));
  const code = desk.about.people[0]?.code ?? '';
  await user.click(field('photo-headline'));
  await user.paste(`Bu, =${code}=`);
  field('photo-headline').blur();
  await rerender({ ids: ids(1) });
  await waitFor(() => expect(stored(0).headline).toMatch(/^Bu, Nərgiz Talıbzadə/));
  expect(stored(1).headline).toBeNull();
});

test('a code of a person is changed on the page of codes, but not to one that is taken', async () => {
  open(ids(0));
  actions.run('caption_codes');
  const rows = await screen.findAllByTestId('person-code');
  const [first, second] = rows as HTMLInputElement[];
  if (!first || !second) throw new Error('the demo has people');
  await user.clear(first);
  await user.type(first, `${second.value}{Enter}`);
  expect(first.getAttribute('aria-invalid')).toBe('true');
  await user.clear(first);
  await user.type(first, 'direktor{Enter}');
  await waitFor(() => expect(desk.about.people[0]?.code).toBe('direktor'));
  const { people } = host.library.forum(desk.forum).value;
  expect(people.find(({ id }) => id === desk.about.people[0]?.id)?.code).toBe('direktor');
});

test('a template fills in what is missing, and its notice takes it back', async () => {
  settings = {
    ...settings,
    templates: [
      {
        name: 'Zal',
        caption: '{forum}, {date}',
        alt: null,
        headline: null,
        credit: 'Foto: {photographer}',
        creator: null,
        copyright: 'mia.az',
        usage_terms: null,
        keywords: [],
      },
    ],
  };
  const before = stored(0).captions.az;
  const without = desk.rows.findIndex(({ photo }) => !photo.captions.az);
  open(ids(0, without));
  await user.click(screen.getByTestId('template-apply-here'));
  await waitFor(() => expect(stored(without).copyright).toBe('mia.az'));
  expect(stored(0).captions.az).toBe(before);
  expect(stored(without).captions.az).toMatch(/^Yaşıl Şəhərlər Forumu, \d\d\.\d\d\.\d{4}$/);
  await notices.undo(notices.list.at(-1)?.id ?? 0);
  expect(stored(without).copyright).toBeNull();
  expect(stored(without).captions).toEqual({});
});

test('what can only be read has no key that writes', async () => {
  const opened = await host.photoDesk(desk.forum, null);
  const error = { code: 'store.read_only', params: {}, detail: '' };
  desk = new PhotoDeskDocument(host, { ...opened, read_only: error });
  open(ids(0));
  expect(field('photo-caption').readOnly).toBe(true);
  expect(actions.list()).not.toContain('take_session');
  expect(actions.list()).not.toContain('apply_template');
});
