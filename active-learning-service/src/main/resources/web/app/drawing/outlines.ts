import type { Client } from '../api/client.ts';
import type { Drawing, FrameOutline } from '../api/messages.ts';

const PREFIX = 'echomotion.own.';
const READER = 'echomotion.own';

const keyOf = (clipId: string, frameIndex: number): string => `${PREFIX}${clipId}.${frameIndex}`;

/** Forgets what another reader drew in this browser tab. */
export function rememberOnlyOf(reader: string): void {
  if (sessionStorage.getItem(READER) === reader) return;
  sessionStorage.clear();
  sessionStorage.setItem(READER, reader);
}

/** Remembers a drawing until the browser tab is closed, so that it can be copied into frames beside it. */
export function remember(clipId: string, frameIndex: number, drawing: Drawing): void {
  try {
    sessionStorage.setItem(keyOf(clipId, frameIndex), JSON.stringify({ ...drawing, contour: [] }));
  } catch {
    sessionStorage.clear(); // It is full. The next drawings are remembered again.
  }
}

export const isRemembered = (clipId: string, frameIndex: number): boolean =>
  sessionStorage.getItem(keyOf(clipId, frameIndex)) !== null;

/** The reader's own drawing of a frame in this browser tab. */
export function remembered(clipId: string, frameIndex: number): Drawing | undefined {
  const text = sessionStorage.getItem(keyOf(clipId, frameIndex));
  return text === null ? undefined : (JSON.parse(text) as Drawing);
}

/** The model's outlines of a clip, by frame. Empty where the reader draws without a proposal. */
export async function modelOutlines(client: Client, clipId: string): Promise<Map<number, FrameOutline>> {
  const outlines = await client.outlines(clipId);
  return new Map(outlines.filter((o) => (o.points ?? []).length >= 3).map((o) => [o.frameIndex ?? 0, o]));
}
