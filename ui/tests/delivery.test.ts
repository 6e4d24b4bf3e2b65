// Out to the portal and back, in the whole window on the fake host: what joins preview, hand-over,
// publication, returned texts and materials with the report's page.
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

import { type FakeHost, fakeHost } from '../src/ipc/fake-host';
import Root from '../src/views/Root.svelte';

let host: FakeHost;
let report: string;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  delete document.documentElement.dataset.ready;
  host = fakeHost({ latency: 0, stepTime: 0 });
  render(Root, { host });
  await waitFor(() => expect(document.documentElement.dataset.ready).toBe('1'));
  user = userEvent.setup();
});

async function openFirst(): Promise<void> {
  const [row] = await screen.findAllByTestId('report-row');
  if (!row) throw new Error('the demo has reports');
  report = row.dataset.report ?? '';
  await user.click(row);
  await screen.findByTestId('report');
}

const bodyOf = () => host.library.report(report).value.body;

test('the preview follows what is saved, and goes as it came', async () => {
  await openFirst();
  await user.keyboard('{Alt>}v{/Alt}');
  await screen.findByTestId('preview-frame');
  const before = host.calls.get('preview') ?? 0;
  await user.type(screen.getByTestId('headline'), '!');
  await user.tab();
  await waitFor(() => expect(host.calls.get('preview')).toBeGreaterThan(before));
  await user.keyboard('{Alt>}v{/Alt}');
  await waitFor(() => expect(screen.queryByTestId('preview')).toBeNull());
});

test('from hand-over to “published”, and the bar says when it changed since', async () => {
  await openFirst();
  await user.keyboard('{Alt>}d{/Alt}');
  await screen.findByTestId('handover-fields');
  await user.click(screen.getByTestId('publish'));
  const chip = await screen.findByTestId('published');
  expect(chip.textContent).toContain('Dərc olunub');
  // The page goes, the manuscript is where it was.
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('delivery')).toBeNull());
  expect(screen.getByTestId('report')).toBeTruthy();
  await user.type(screen.getByTestId('headline'), ' Yeni');
  await user.tab();
  await waitFor(() =>
    expect(screen.getByTestId('published').textContent).toContain('sonra dəyişib'),
  );
  await user.click(screen.getByTestId('published'));
  expect(await screen.findByTestId('field-change')).toBeTruthy();
  expect(screen.getByTestId<HTMLSelectElement>('publish-kind').value).toBe('update');
}, 20_000);

test('a returned text is compared, taken over and undone as one', async () => {
  await openFirst();
  const before = bodyOf();
  await user.keyboard('{Alt>}k{/Alt}');
  await user.click(await screen.findByTestId('compare-choose'));
  await screen.findByTestId('returned-changes');
  await user.click(screen.getByTestId('returned-accept-all'));
  await user.click(screen.getByTestId('returned-take'));
  await waitFor(() => expect(screen.queryByTestId('returned')).toBeNull());
  expect(bodyOf()).not.toEqual(before);
  await waitFor(() =>
    expect(screen.getByTestId('manuscript').textContent).toContain('sertifikatlar'),
  );
  await user.click(await screen.findByTestId('notice-undo'));
  await waitFor(() => expect(bodyOf()).toEqual(before));
  await waitFor(() =>
    expect(screen.getByTestId('manuscript').textContent).not.toContain('sertifikatlar'),
  );
});

test('a Word file of another report is a question first', async () => {
  await openFirst();
  const other = [...host.library.reports.keys()].find((id) => id !== report) ?? '';
  host.handOver([`/demo/${other}.docx`]);
  const question = await screen.findByTestId('whose-dialog');
  expect(question.textContent).toContain('başqa reportajındır');
  await user.click(screen.getByTestId('whose-other'));
  await waitFor(() => expect(screen.getByTestId('report').dataset.report).toBe(other));
  expect(await screen.findByTestId('returned')).toBeTruthy();
});

test('a chosen file of a report that is not in the library is a question first, too', async () => {
  await openFirst();
  const nowhere = { report: '01K742SG0000000000000000ZZ', headline: null };
  vi.spyOn(host, 'isReturned').mockResolvedValue(nowhere);
  await user.keyboard('{Alt>}k{/Alt}');
  await user.click(await screen.findByTestId('compare-choose'));
  await screen.findByTestId('whose-dialog');
  expect(screen.queryByTestId('returned')).toBeNull();
  await user.click(screen.getByTestId('whose-compare'));
  expect(await screen.findByTestId('returned')).toBeTruthy();
});

test('one that says nothing can be kept as material of the forum', async () => {
  await openFirst();
  host.handOver(['/demo/press-reliz.docx']);
  await user.click(await screen.findByTestId('whose-keep'));
  const forum = host.library.report(report).value.forum ?? '';
  await waitFor(() => expect(host.library.forum(forum).value.materials).toHaveLength(1));
  expect(screen.queryByTestId('whose-dialog')).toBeNull();
});

test('on the desk a Word file of ours goes to its report, any other is read', async () => {
  const [id = ''] = host.library.reports.keys();
  host.handOver([`/demo/${id}.docx`]);
  await screen.findByTestId('returned');
  expect(screen.getByTestId('report').dataset.report).toBe(id);
  await user.click(screen.getByTestId('delivery-back'));
  await user.click(screen.getByTestId('back'));
  await screen.findByTestId('report-list');
  host.handOver(['/demo/yeni.docx']);
  expect(await screen.findByTestId('intake')).toBeTruthy();
});

test('a passage of a material goes into the text with its source', async () => {
  await openFirst();
  await user.keyboard('{Alt>}4{/Alt}');
  await user.click(await screen.findByTestId('material-add'));
  const paste = vi.fn();
  screen.getByTestId('manuscript').addEventListener('paste', (event) => {
    paste(event.clipboardData?.getData('text/html'));
  });
  await user.click(await screen.findByTestId('material-insert'));
  const forum = host.library.report(report).value.forum ?? '';
  const material = host.library.forum(forum).value.materials[0]?.id ?? 'none';
  expect(paste.mock.calls[0]?.[0]).toContain(`data-tag="material" data-id="${material}"`);
  const marked = (): string[] =>
    bodyOf().flatMap(({ text }) =>
      text.marks.flatMap(({ mark }) => (mark.type === 'material' ? mark.id : [])),
    );
  await waitFor(() => expect(marked()).toContain(material));
});

test('materials stand on the forum’s page, too', async () => {
  await openFirst();
  const forum = host.library.report(report).value.forum ?? '';
  await user.click(screen.getByTestId('back'));
  const rows = await screen.findAllByTestId('forum-row');
  const row = rows.find(({ dataset }) => dataset.forum === forum);
  if (!row) throw new Error('the forum is listed');
  await user.dblClick(row);
  const page = await screen.findByTestId('forum-page');
  expect(within(page).getByTestId('material-add')).toBeTruthy();
});

test('a review that is left with decisions can be taken up again', async () => {
  await openFirst();
  await user.keyboard('{Alt>}k{/Alt}');
  await user.click(await screen.findByTestId('compare-choose'));
  await screen.findByTestId('returned-changes');
  await user.click(screen.getByTestId('returned-accept-all'));
  const before = screen.getByTestId('returned-take').textContent;
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('returned')).toBeNull());
  await user.click(await screen.findByTestId('notice-undo'));
  expect((await screen.findByTestId('returned-take')).textContent).toBe(before);
});

test('what is asked for in the manuscript brings it to the front', async () => {
  await openFirst();
  await user.keyboard('{Alt>}d{/Alt}');
  await screen.findByTestId('handover-fields');
  // A panel beside a text that nobody sees cannot be opened or closed.
  expect(screen.getByTestId<HTMLButtonElement>('panels-toggle').disabled).toBe(true);
  await user.keyboard('{Control>}f{/Control}');
  await waitFor(() => expect(screen.queryByTestId('delivery')).toBeNull());
  expect(document.activeElement).toBe(await screen.findByTestId('find-text'));
});

test('what was pasted to be compared stays when it cannot be, and an address when one looks away', async () => {
  await openFirst();
  await user.keyboard('{Alt>}k{/Alt}');
  await user.type(await screen.findByTestId('compare-text'), 'Dərc olunan mətn.');
  host.fail('compareReturned', 1);
  await user.click(screen.getByTestId('compare-pasted'));
  await waitFor(() => expect(host.calls.get('compareReturned')).toBe(1));
  await screen.findByTestId('notice');
  expect(screen.getByTestId<HTMLTextAreaElement>('compare-text').value).toBe('Dərc olunan mətn.');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('compare-dialog')).toBeNull());
  await user.keyboard('{Alt>}d{/Alt}');
  await user.type(await screen.findByTestId('publish-url'), 'https://mia.az/w/7');
  await user.keyboard('{Alt>}m{/Alt}');
  await waitFor(() => expect(screen.queryByTestId('delivery')).toBeNull());
  await user.keyboard('{Alt>}d{/Alt}');
  expect((await screen.findByTestId<HTMLInputElement>('publish-url')).value).toBe(
    'https://mia.az/w/7',
  );
});
