// Photos on their way in, through the whole window: the page on a card, what comes unasked, the
// watched folder, versions from other programs, HEIC.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { expectAccessible, LONG, onScreen, type Opened, openReport, openWindow } from './window-of';

const CARD = '/media/kart/EOS_DIGITAL';

/** The photo desk of the demo's long report. */
async function openPhotos(options: Parameters<typeof openWindow>[0] = {}): Promise<Opened> {
  const opened = await openWindow(options);
  await openReport(opened, LONG);
  await opened.user.keyboard('{Alt>}f{/Alt}');
  await onScreen('photos');
  return opened;
}

/** The page of photos on their way in, with the card looked through. */
async function openCard(options: Parameters<typeof openWindow>[0] = {}): Promise<Opened> {
  const opened = await openPhotos(options);
  await opened.user.keyboard('{Control>}{Shift>}i{/Shift}{/Control}');
  await opened.user.click(await screen.findByTestId('ingest-card'));
  await screen.findByTestId('ingest-frames');
  return opened;
}

const frames = (): HTMLElement[] => screen.queryAllByTestId('ingest-frame');
const forumOf = ({ host }: Opened): string => [...host.library.forums.keys()][0] ?? '';

const notice = (words: string): Promise<HTMLElement> =>
  waitFor(() => {
    const found = screen.getAllByTestId('notice').find((one) => one.textContent.includes(words));
    if (!found) throw new Error(`no notice says “${words}”`);
    return found;
  });

const act = async ({ user }: Opened, words: string): Promise<void> =>
  user.click(within(await notice(words)).getByTestId('notice-act'));

/** A picture as a browser hands it over. */
const picture = (name: string, type = 'image/jpeg'): File =>
  new File([new Uint8Array([0xff, 0xd8, name.length])], name, { type });

const drop = (files: File[]): Promise<boolean> =>
  fireEvent.drop(window, { dataTransfer: { files, types: ['Files'] } });

describe('the page', () => {
  test('offers the cards that are in the reader, and looks again by a key', async () => {
    const { host, user } = await openPhotos();
    host.card.volumes = [];
    await user.keyboard('{Control>}{Shift>}i{/Shift}{/Control}');
    expect((await screen.findByTestId('ingest-no-cards')).textContent).toContain('no card');
    host.card.volumes = [{ path: CARD, name: 'EOS_DIGITAL' }];
    await user.keyboard('r');
    expect((await screen.findByTestId('ingest-card')).textContent).toContain('EOS_DIGITAL');
    await expectAccessible();
  });

  test('shows what is new with its size and the room there is, and can be used by all', async () => {
    const { host } = await openCard();
    expect(screen.getByTestId('ingest-counts').textContent).toContain('54 new');
    expect(screen.getByTestId('ingest-counts').textContent).toContain('54 GB free');
    expect(frames().length).toBeGreaterThan(8);
    expect(host.calls.get('scanPhotos')).toBe(1);
    await expectAccessible();
  });

  test('is worked by keys alone, from the card to the photos', async () => {
    const opened = await openCard();
    const { host, user } = opened;
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('ingest-frames')));
    await user.keyboard('{Shift>}X{/Shift}');
    expect(screen.getByTestId<HTMLButtonElement>('ingest-start').disabled).toBe(true);
    await user.keyboard('{ArrowRight}p{ArrowRight}x');
    expect(
      frames()
        .map(({ dataset }) => [dataset.taken, dataset.picked])
        .slice(0, 4),
    ).toEqual([
      ['false', 'false'],
      ['true', 'true'],
      ['true', 'false'],
      ['false', 'true'], // locked in the camera
    ]);
    await user.keyboard(' ');
    expect(screen.getByTestId('frame-loupe').dataset.frame).toBe('8');
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByTestId('frame-loupe').dataset.frame).toBe('7');
    await expectAccessible();
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('frame-loupe')).toBeNull();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.queryByTestId('ingest')).toBeNull());
    await notice('2 photos came in');
    expect(host.card.ingests[0]).toMatchObject({ frames: [7, 8], picked: [7] });
    // The core may forget the frames now.
    await waitFor(() => expect(host.calls.get('closeScan')).toBe(1));
  });

  test('keeps the keys of the photo desk from photos that are not seen', async () => {
    const opened = await openCard();
    const forum = (): unknown => opened.host.library.forum(forumOf(opened)).value;
    const before = forum();
    await opened.user.keyboard('5gcx');
    expect(screen.getByTestId('ingest')).toBeTruthy();
    expect(forum()).toBe(before);
  });

  test('is left by Escape, and the core forgets the frames', async () => {
    const { host, user } = await openCard();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('ingest')).toBeNull());
    expect(screen.getByTestId('window').dataset.screen).toBe('photos');
    expect(host.calls.get('closeScan')).toBe(1);
  });

  test('Escape in a field of the options leaves the field, and not the page', async () => {
    const { user } = await openCard();
    await user.click(screen.getByTestId('ingest-source'));
    await user.keyboard('SEBA{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('ingest-frames')));
    expect(screen.getByTestId<HTMLInputElement>('ingest-source').value).toBe('SEBA');
  });

  test('says how much room is missing before anything is copied', async () => {
    const opened = await openPhotos();
    opened.host.card.free = 50_000_000;
    await opened.user.keyboard('{Control>}{Shift>}i{/Shift}{/Control}');
    await opened.user.click(await screen.findByTestId('ingest-card'));
    const room = await screen.findByTestId('ingest-no-room');
    expect(room.textContent).toContain('50 MB');
    await opened.user.click(screen.getByTestId('ingest-picks-only'));
    await waitFor(() => expect(screen.queryByTestId('ingest-no-room')).toBeNull());
  });

  test('the second disk is chosen once and remembered in the settings', async () => {
    const { host, user } = await openCard();
    const second = screen.getByTestId<HTMLInputElement>('ingest-second');
    expect(second.disabled).toBe(true);
    await user.click(screen.getByTestId('ingest-second-choose'));
    await waitFor(() => expect(second.checked).toBe(true));
    expect(screen.getByTestId('ingest-second-path').textContent).toBe('/demo/Yükləmələr');
    await waitFor(async () => {
      expect((await host.start()).settings.second_copy).toBe('/demo/Yükləmələr');
    });
  });

  test('a card that was pulled out opens it again on what is left', async () => {
    const opened = await openCard();
    opened.host.card.pullAfter = 10;
    await opened.user.keyboard('{Control>}{Enter}{/Control}');
    await act(opened, '44 frames are left');
    await waitFor(() => {
      expect(screen.getByTestId('ingest-not-looked').textContent).toContain(CARD);
    });
    // The card is in again.
    opened.host.card.volumes = [{ path: CARD, name: 'EOS_DIGITAL' }];
    await opened.user.click(screen.getByTestId('ingest-elsewhere'));
    await opened.user.click(await screen.findByTestId('ingest-card'));
    expect((await screen.findByTestId('ingest-counts')).textContent).toContain('44 new');
  });
});

describe('photos that come unasked', () => {
  test('are asked about once for all, and nothing is in the way meanwhile', async () => {
    const opened = await openPhotos();
    await drop([picture('IMG-20251114-WA0031.jpg')]);
    await notice('1 photo came in. Who took them?');
    await drop([picture('IMG-20251114-WA0032.jpg'), picture('plakat.txt', 'text/plain')]);
    await act(opened, '2 photos came in. Who took them?');
    const dialog = await screen.findByTestId('batch-dialog');
    await waitFor(() => {
      expect(screen.getByTestId('batch-approximate').textContent).toContain('2 photos');
    });
    await expectAccessible(dialog);
    await opened.user.type(screen.getByTestId('batch-source'), 'Orxan');
    await opened.user.click(screen.getByTestId('batch-save'));
    const said = await notice('Written to 2 photos');
    expect(opened.host.card.batches).toHaveLength(1);
    const photos = () =>
      opened.host.library.forum(forumOf(opened)).value.photos.filter(({ source }) => source);
    expect(photos().map(({ source }) => source)).toEqual(['Orxan', 'Orxan']);
    await opened.user.click(within(said).getByTestId('notice-undo'));
    await waitFor(() => expect(photos()).toEqual([]));
  });

  test('can be left without an answer', async () => {
    const opened = await openPhotos();
    await drop([picture('foto.jpg')]);
    await act(opened, 'Who took them?');
    await opened.user.click(await screen.findByTestId('batch-skip'));
    expect(screen.queryByTestId('batch-dialog')).toBeNull();
    expect(opened.host.card.batches).toEqual([]);
  });

  test('by Ctrl+V come to the forum of the photo desk', async () => {
    const opened = await openPhotos();
    const count = () => opened.host.library.forum(forumOf(opened)).value.photos.length;
    const before = count();
    await fireEvent.paste(window, { clipboardData: { files: [picture('image.png')] } });
    await waitFor(() => expect(count()).toBe(before + 1));
  });

  test('are not asked about when one brought them in oneself', async () => {
    const opened = await openCard();
    await opened.user.keyboard('{Control>}{Enter}{/Control}');
    await notice('53 photos came in');
    expect(screen.queryByText(/Who took them/)).toBeNull();
  });
});

describe('the watched folder', () => {
  test('is one notice for all that came, which opens the page on them', async () => {
    const opened = await openWindow();
    await openReport(opened, LONG);
    opened.host.card.arrive(['/home/nigar/Yükləmələr/IMG-20251114-WA0031.jpg']);
    await notice('1 new picture in Yükləmələr');
    opened.host.card.arrive([
      '/home/nigar/Yükləmələr/IMG-20251114-WA0031.jpg',
      '/home/nigar/Yükləmələr/IMG-20251114-WA0032.jpg',
    ]);
    await act(opened, '2 new pictures in Yükləmələr');
    await onScreen('photos');
    await screen.findByTestId('ingest-frames');
    expect(frames()).toHaveLength(2);
    expect(frames()[0]?.getAttribute('aria-label')).toContain('Time is approximate');
    expect(screen.queryByText(/new pictures? in/)).toBeNull();
  });

  test('is chosen in the settings, and given up there', async () => {
    const { host, user } = await openWindow();
    await user.click(screen.getByTestId('settings'));
    const path = await screen.findByTestId('watched-path');
    expect(path.textContent).toBe('No folder is watched');
    expect(screen.queryByTestId('watched-stop')).toBeNull();
    await user.click(screen.getByTestId('watched-choose'));
    await waitFor(() => expect(path.textContent).toBe('/demo/Yükləmələr'));
    await waitFor(async () => {
      expect((await host.start()).settings.watched_folder).toBe('/demo/Yükləmələr');
    });
    await user.click(screen.getByTestId('watched-stop'));
    await waitFor(async () => {
      expect((await host.start()).settings.watched_folder).toBeNull();
    });
    await user.click(screen.getByTestId('editor-choose'));
    await waitFor(() => {
      expect(screen.getByTestId('editor-path').textContent).toBe('/usr/bin/gimp');
    });
    await expectAccessible(screen.getByTestId('photos-section'));
  });
});

describe('a photo that another program saved', () => {
  test('is offered as a version, its last state alone, and can be undone', async () => {
    const opened = await openWindow({ settings: { photo_editor: '/usr/bin/gimp' } });
    const { host, user } = opened;
    await openReport(opened, LONG);
    const forum = forumOf(opened);
    const placed = () =>
      [...host.library.reports.values()].flatMap(({ value }) =>
        value.forum === forum ? value.placements.map(({ photo }) => photo) : [],
      );
    const [photo] = placed();
    if (!photo) throw new Error('the demo’s report has photos');
    for (const path of ['/tmp/tezis/DSC04210.jpg', '/tmp/tezis/DSC04210.tif']) {
      host.card.saveElsewhere({ forum, photo, path });
    }
    expect(screen.queryByText(/saved DSC04210.jpg/)).toBeNull();
    await act(opened, 'Gimp saved DSC04210.tif');
    const taken = await notice('DSC04210.tif stands in the place of the former version');
    expect(placed()).not.toContain(photo);
    await user.click(within(taken).getByTestId('notice-undo'));
    await waitFor(() => expect(placed()).toContain(photo));
  });
});
