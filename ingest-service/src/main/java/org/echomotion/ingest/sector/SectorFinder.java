package org.echomotion.ingest.sector;

import java.util.ArrayDeque;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;

/** Finds the ultrasound sector in a cine. */
public final class SectorFinder {

  private static final int VISIBLE = 8;

  private SectorFinder() {}

  /**
   * The sector: the largest connected area that is lit at any time.
   *
   * @throws EchoMotionException {@code NO_SECTOR} if nothing is lit
   */
  public static Sector find(Cine cine) {
    int columns = cine.columns();
    int rows = cine.rows();
    PixelRegion limit = cine.tissueRegion().orElse(new PixelRegion(0, 0, columns, rows));
    boolean[] lit = new boolean[rows * columns];
    for (byte[] frame : cine.frames()) {
      for (int y = limit.y(); y < limit.y() + limit.height(); y++) {
        for (int x = limit.x(); x < limit.x() + limit.width(); x++) {
          int i = y * columns + x;
          lit[i] |= (frame[i] & 0xff) > VISIBLE;
        }
      }
    }
    int[] label = new int[lit.length];
    int best = 0;
    int bestSize = 0;
    int next = 0;
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int seed = 0; seed < lit.length; seed++) {
      if (!lit[seed] || label[seed] != 0) {
        continue;
      }
      next++;
      int size = 0;
      label[seed] = next;
      open.add(seed);
      while (!open.isEmpty()) {
        int i = open.poll();
        size++;
        int x = i % columns;
        int[] around = {x > 0 ? i - 1 : -1, x < columns - 1 ? i + 1 : -1, i - columns, i + columns};
        for (int n : around) {
          if (n >= 0 && n < lit.length && lit[n] && label[n] == 0) {
            label[n] = next;
            open.add(n);
          }
        }
      }
      if (size > bestSize) {
        bestSize = size;
        best = next;
      }
    }
    if (best == 0) {
      throw new EchoMotionException(IngestError.NO_SECTOR);
    }
    int left = columns;
    int right = -1;
    int top = rows;
    int bottom = -1;
    for (int i = 0; i < label.length; i++) {
      if (label[i] == best) {
        left = Math.min(left, i % columns);
        right = Math.max(right, i % columns);
        top = Math.min(top, i / columns);
        bottom = Math.max(bottom, i / columns);
      }
    }
    int width = right - left + 1;
    int height = bottom - top + 1;
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      int first = -1;
      int last = -1;
      for (int x = 0; x < width; x++) {
        if (label[(top + y) * columns + left + x] == best) {
          first = first < 0 ? x : first;
          last = x;
        }
      }
      for (int x = Math.max(first, 0); x <= last; x++) {
        mask[y * width + x] = true;
      }
    }
    return new Sector(left, top, width, height, mask);
  }
}
