import type { GrayPicture } from '../geometry/edges.ts';

/** Most pictures that a page keeps in memory: more than the loop around a frame has. */
export const MOST_KEPT = 200;

/** The pictures of a clip, loaded when they are needed. */
export class Cine {
  private readonly pictures = new Map<number, Promise<ImageBitmap>>();
  private readonly ready = new Map<number, ImageBitmap>();
  private ended = false;

  /** @param most how many pictures are kept in memory */
  constructor(
    private readonly load: (index: number) => Promise<Blob>,
    readonly count: number,
    private most = MOST_KEPT,
  ) {}

  /** Keeps only so many pictures from now on. */
  keep(most: number): void {
    this.most = most;
    this.forgetAllBut(most);
  }

  picture(index: number): Promise<ImageBitmap> {
    const known = this.pictures.get(index);
    if (known) return known;
    const isKept = () => this.pictures.get(index) === loading;
    const loading = this.load(index).then((blob) => createImageBitmap(blob)).then((bitmap) => {
      if (isKept()) this.ready.set(index, bitmap);
      return bitmap;
    });
    this.forgetAllBut(this.most - 1);
    this.pictures.set(index, loading);
    loading.catch(() => isKept() && this.pictures.delete(index));
    return loading;
  }

  /** The picture, if it is loaded. */
  loaded(index: number): ImageBitmap | undefined {
    return this.ready.get(index);
  }

  /** Loads the pictures around an index, the nearest first, a few at a time. */
  async preload(from: number, to: number, centre: number): Promise<void> {
    const order = Array.from({ length: to - from + 1 }, (_, i) => from + i)
      .sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre));
    const next = async (): Promise<void> => {
      for (let index = order.shift(); index !== undefined && !this.ended; index = order.shift()) {
        await this.picture(index).catch(() => undefined);
      }
    };
    await Promise.all([next(), next(), next(), next()]);
  }

  /** Loads nothing more ahead, and forgets the pictures. */
  end(): void {
    this.ended = true;
    this.pictures.clear();
    this.ready.clear();
  }

  /**
   * Forgets the newest pictures. If the oldest were forgotten, a longer loop would find none of its pictures. A forgotten
   * picture may still be on the screen, so it is not closed.
   */
  private forgetAllBut(count: number): void {
    for (const index of [...this.pictures.keys()].slice(Math.max(0, count))) {
      this.pictures.delete(index);
      this.ready.delete(index);
    }
  }
}

/** The brightness of a picture, in a size of display pixels. */
export function grayOf(bitmap: ImageBitmap, width: number, height: number): GrayPicture {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0, width, height);
  const rgba = context.getImageData(0, 0, width, height).data;
  const values = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = rgba[4 * i];
  return { width, height, values };
}
