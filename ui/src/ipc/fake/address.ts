// What the address of the page says about the fake host: ?reports=10000&lang=en&theme=dark&empty=1…
import type { FakeOptions } from '../fake-host';

export function optionsOf(search: string): FakeOptions {
  const asked = new URLSearchParams(search);
  const theme = asked.get('theme');
  return {
    extraReports: Number(asked.get('reports') ?? 0),
    extraPhotos: Number(asked.get('photos') ?? 0),
    empty: asked.has('empty'),
    readOnly: asked.has('readonly'),
    latency: Number(asked.get('latency') ?? 4),
    settings: {
      language: asked.get('lang') === 'en' ? 'en' : 'az',
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    },
  };
}
