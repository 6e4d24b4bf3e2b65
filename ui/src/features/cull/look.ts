// How a photo is drawn here: the plain picture, turned by quarters in the window at once; with a fine
// angle, tone or blur as the core makes it. Sizes are those of the turned picture in its own pixels.
import type { DeskPhoto } from '../../ipc/bindings';
import type { Host, PictureSide } from '../../ipc/host';
import { parted, type Size, Turning } from '../../ipc/turned';
import { isPlain, wholeLook } from '../../shared/photo-look';

export type Side = PictureSide;

/** The largest picture there is, for 100 %. */
const FULL: Side = 'full';

export type Drawn = { url: string; quarters: number };

/** What is not known yet is taken for a frame of a usual camera. */
const USUAL: Size = { width: 3000, height: 2000 };

/**
 * Returns the address of a photo's picture, and the quarter turns that are left to do. What the window
 * decoded of a photo has an address of its own: that of the file before never showed anything.
 */
export function drawn(host: Host, { id, photo, facts }: DeskPhoto, side: Side): Drawn {
  if (isPlain(photo)) {
    const url = host.pictureUrl(facts?.picture ?? id, side);
    return { url, quarters: parted(photo.rotation ?? 0).quarters };
  }
  return {
    url: host.lookUrl(id, wholeLook(photo), side === 160 || side === 400 ? 400 : 1600),
    quarters: 0,
  };
}

/** Returns a photo's pictures for looking closely, the smallest first, the wanted one last. */
export function addressesOf(host: Host, row: DeskPhoto, zoomed: boolean): Drawn[] {
  const sides: Side[] = zoomed ? [1600, FULL] : [400, 1600];
  const list = sides.map((side) => drawn(host, row, side));
  return list.filter(({ url }, at) => list.findIndex((other) => other.url === url) === at);
}

/** Returns the size of the turned picture. */
export function sizeOf({ facts, photo }: DeskPhoto): Size {
  const known = facts !== null && facts.width > 0 && facts.height > 0;
  return new Turning(known ? facts : USUAL, photo.rotation ?? 0).size;
}

/** Returns a size fitted into a box; never larger than `most` times itself. */
export function fitted({ width, height }: Size, box: Size, most = Infinity): Size {
  const scale = Math.min(box.width / width, box.height / height, most);
  return { width: width * scale, height: height * scale };
}
