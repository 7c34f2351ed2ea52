import { area, contains, type Outline } from './outline.ts';
import { at, midpoint, type Point } from './point.ts';

/** Most columns or rows of a mask; larger pictures are painted on a coarser grid. */
const MOST_CELLS = 360;

/** A painted area: 1 inside, 0 outside. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** Cells per display pixel. */
  readonly scale: number;
  readonly cells: Uint8Array;
}

export function emptyMask(displayWidth: number, displayHeight: number): Mask {
  const scale = Math.min(1, MOST_CELLS / Math.max(displayWidth, displayHeight));
  const width = Math.ceil(displayWidth * scale);
  const height = Math.ceil(displayHeight * scale);
  return { width, height, scale, cells: new Uint8Array(width * height) };
}

/** The centre of a cell in display pixels. */
const centre = (mask: Mask, column: number, row: number): Point => ({
  x: (column + 0.5) / mask.scale - 0.5,
  y: (row + 0.5) / mask.scale - 0.5,
});

/** Fills the inside of an outline in display pixels. */
export function fill(mask: Mask, outline: Outline): void {
  if (outline.length < 3) return;
  for (let row = 0; row < mask.height; row++) {
    for (let column = 0; column < mask.width; column++) {
      if (contains(outline, centre(mask, column, row))) mask.cells[row * mask.width + column] = 1;
    }
  }
}

/** Paints or erases a disk along a stroke from `a` to `b`, in display pixels. */
export function paint(mask: Mask, a: Point, b: Point, radius: number, value: 0 | 1): void {
  const steps = Math.max(1, Math.ceil((Math.hypot(b.x - a.x, b.y - a.y) / radius) * 3));
  for (let s = 0; s <= steps; s++) {
    disk(mask, { x: a.x + ((b.x - a.x) * s) / steps, y: a.y + ((b.y - a.y) * s) / steps }, radius, value);
  }
}

function disk(mask: Mask, middle: Point, radius: number, value: 0 | 1): void {
  const cell = (display: number) => (display + 0.5) * mask.scale - 0.5;
  const r = radius * mask.scale;
  const [cx, cy] = [cell(middle.x), cell(middle.y)];
  for (let row = Math.max(0, Math.ceil(cy - r)); row <= Math.min(mask.height - 1, cy + r); row++) {
    for (let column = Math.max(0, Math.ceil(cx - r)); column <= Math.min(mask.width - 1, cx + r); column++) {
      if ((column - cx) ** 2 + (row - cy) ** 2 <= r * r) mask.cells[row * mask.width + column] = value;
    }
  }
}

/**
 * The outer boundary of the largest painted area, in display pixels, without its holes; empty if nothing is painted.
 * The stairs of the cells are smoothed.
 */
export function trace(mask: Mask): Outline {
  const seen = new Uint8Array(mask.cells.length);
  let largest: Outline = [];
  for (let start = 0; start < mask.cells.length; start++) {
    if (mask.cells[start] === 0 || seen[start]) continue;
    const boundary = follow(mask, start);
    flood(mask, start, seen);
    if (area(boundary) > area(largest)) largest = boundary;
  }
  const display = largest.map((p) => ({ x: p.x / mask.scale - 0.5, y: p.y / mask.scale - 0.5 }));
  return smooth(smooth(smooth(display)));
}

/** Follows the edges of cells with the inside on the right, from the top left corner of the area's first cell. */
function follow(mask: Mask, start: number): Outline {
  const inside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < mask.width && y < mask.height && mask.cells[y * mask.width + x] === 1;
  const first = { x: start % mask.width, y: Math.floor(start / mask.width) };
  const boundary: Point[] = [];
  let { x, y } = first;
  let [dx, dy] = [1, 0];
  do {
    boundary.push({ x, y });
    x += dx;
    y += dy;
    // The two cells ahead, on either side of the direction.
    const right = inside(x + (dx - dy - 1) / 2, y + (dy + dx - 1) / 2);
    const left = inside(x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2);
    if (left && right) [dx, dy] = [dy, -dx];
    else if (!right) [dx, dy] = [-dy, dx];
  } while (x !== first.x || y !== first.y);
  return boundary;
}

function flood(mask: Mask, start: number, seen: Uint8Array): void {
  const stack = [start];
  while (stack.length > 0) {
    const cell = stack.pop()!;
    if (seen[cell] || mask.cells[cell] === 0) continue;
    seen[cell] = 1;
    const column = cell % mask.width;
    if (column > 0) stack.push(cell - 1);
    if (column < mask.width - 1) stack.push(cell + 1);
    if (cell >= mask.width) stack.push(cell - mask.width);
    if (cell + mask.width < mask.cells.length) stack.push(cell + mask.width);
  }
}

const smooth = (outline: Outline): Outline =>
  outline.map((p, i) => midpoint(p, midpoint(at(outline, i - 1), at(outline, i + 1))));
