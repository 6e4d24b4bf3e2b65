// The library as a whole, in memory.
import type { Command, FakeCore } from './core';
import type { CareHost } from '../host-care';
import { failure } from './library';

export function careHost(core: FakeCore): CareHost {
  const missing = (name: Command): Promise<never> =>
    core.command(name, false, () => {
      throw failure('window.unexpected', {}, `${name} is not in the fake host yet`);
    });
  return {
    find: () => missing('find'),
    personPlaces: () => missing('personPlaces'),
    history: () => missing('history'),
    version: () => missing('version'),
    compareVersions: () => missing('compareVersions'),
    restoreVersion: () => missing('restoreVersion'),
    unusedOriginals: () => missing('unusedOriginals'),
    cleanOriginals: () => missing('cleanOriginals'),
    restoreOriginals: () => missing('restoreOriginals'),
    backupState: () => missing('backupState'),
    backup: () => missing('backup'),
    restoreCopy: () => missing('restoreCopy'),
    openLibrary: () => missing('openLibrary'),
    deriveReport: () => missing('deriveReport'),
    siblings: () => missing('siblings'),
    translation: () => missing('translation'),
    openWindow: () => missing('openWindow'),
    chooseBackup: () => missing('chooseBackup'),
    chooseCopy: () => missing('chooseCopy'),
    onBackup: () => () => undefined,
  };
}
