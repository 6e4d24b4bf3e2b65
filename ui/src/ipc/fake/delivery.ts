// Going out and coming back, in memory.
import type { Command, FakeCore } from './core';
import type { DeliveryHost } from '../host-delivery';
import { failure } from './library';

export function deliveryHost(core: FakeCore): DeliveryHost {
  const missing = (name: Command): Promise<never> =>
    core.command(name, false, () => {
      throw failure('window.unexpected', {}, `${name} is not in the fake host yet`);
    });
  return {
    preview: () => missing('preview'),
    addMaterial: () => missing('addMaterial'),
    isReturned: () => missing('isReturned'),
    compareReturned: () => missing('compareReturned'),
    acceptReturned: () => missing('acceptReturned'),
    handover: () => missing('handover'),
    tickHandover: () => missing('tickHandover'),
    setPhotoAddress: () => missing('setPhotoAddress'),
    copyText: () => missing('copyText'),
    showFolder: () => missing('showFolder'),
    publish: () => missing('publish'),
    published: () => missing('published'),
    whatChanged: () => missing('whatChanged'),
    receipts: () => missing('receipts'),
    chooseMaterial: () => missing('chooseMaterial'),
    chooseReturned: () => missing('chooseReturned'),
  };
}
