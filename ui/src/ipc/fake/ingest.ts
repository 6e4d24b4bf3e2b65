// Photos on their way in, in the fake host: a card with frames, versions, what only the window decodes.
import type { PhotosHost } from '../host-photos';
import type { FakeCore } from './core';
import { failure } from './library';

type OfIngest = Pick<
  PhotosHost,
  | 'volumes'
  | 'scanPhotos'
  | 'closeScan'
  | 'ingest'
  | 'ingestBytes'
  | 'describeBatch'
  | 'frameUrl'
  | 'undecoded'
  | 'original'
  | 'putPicture'
  | 'takeVersion'
  | 'undoVersion'
  | 'editElsewhere'
  | 'chooseFolder'
  | 'choosePhoto'
  | 'chooseProgram'
  | 'onArrived'
  | 'onEdited'
>;

export function ingestHost({ command }: FakeCore): OfIngest {
  const none = (): never => {
    throw failure('desk.not_found', { what: 'scan', id: '' }, 'there is no such scan');
  };
  return {
    volumes: () => command('volumes', false, () => []),
    scanPhotos: () => command('scanPhotos', false, none),
    closeScan: () => command('closeScan', false, () => undefined),
    ingest: () => command('ingest', true, none),
    ingestBytes: () => command('ingestBytes', true, none),
    describeBatch: () => command('describeBatch', true, none),
    frameUrl: () => '',
    undecoded: () => command('undecoded', false, () => []),
    original: () => command('original', false, none),
    putPicture: () => command('putPicture', true, none),
    takeVersion: () => command('takeVersion', true, none),
    undoVersion: () => command('undoVersion', true, none),
    editElsewhere: () => command('editElsewhere', false, () => undefined),
    chooseFolder: () => command('chooseFolder', false, (): string | null => '/demo/card'),
    choosePhoto: () => command('choosePhoto', false, (): string | null => '/demo/DSC05999.JPG'),
    chooseProgram: () => command('chooseProgram', false, (): string | null => '/usr/bin/gimp'),
    onArrived: () => () => undefined,
    onEdited: () => () => undefined,
  };
}
