// Starts the window: finds the host, mounts the one component.
import { tauriHost } from './ipc/tauri-host';

const inTauri = '__TAURI_INTERNALS__' in window;
const host = inTauri ? tauriHost() : null;
document.documentElement.dataset.host = host === null ? 'fake' : 'tauri';
