package org.echomotion.ingest.phantom;

import java.util.List;

/**
 * One phantom in memory.
 *
 * @param frames u8 gray, row-major [height, width] each
 * @param masks u8 labels, same shape: 0 background, 1 LV cavity, 2 myocardium, 3 left atrium
 */
public record Phantom(PhantomTruth truth, List<byte[]> frames, List<byte[]> masks) {
  public Phantom {
    frames = List.copyOf(frames);
    masks = List.copyOf(masks);
  }
}
