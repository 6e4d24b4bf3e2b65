// Starts the window: finds the host, mounts the one component.
import { mount } from 'svelte';

import type { Host } from './ipc/host';
import { tauriHost } from './ipc/tauri-host';
import './styles/index.css';
import Root from './views/Root.svelte';

/** In a plain browser everything runs in memory; the address says with what. */
async function fake(): Promise<Host> {
  const [{ fakeHost }, { optionsOf }] = await Promise.all([
    import('./ipc/fake-host'),
    import('./ipc/fake/address'),
  ]);
  const host = fakeHost(optionsOf(location.search));
  Object.assign(window, { fakeHost: host });
  return host;
}

const host = '__TAURI_INTERNALS__' in window ? tauriHost() : await fake();
const target = document.querySelector('#app');
if (target) mount(Root, { target, props: { host } });
