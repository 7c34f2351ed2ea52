package org.echomotion.ingest.sector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;

/**
 * A cine with oblong pixels, made square by repeating pixels along their longer axis. A fan has its
 * true shape only in square pixels.
 *
 * @param source the cine with oblong pixels
 * @param rows rows of the stretched cine
 * @param columns columns of the stretched cine
 */
record SquarePixels(Cine source, int rows, int columns) {

  /** Number of frames that the lit area uses. */
  private static final int MAX_FRAMES = 64;

  /** A larger ratio means that the file is damaged; the preprocessing refuses such a cine. */
  private static final double MAX_STRETCH = 4;

  static SquarePixels of(Cine cine) {
    double aspect = Math.max(1 / MAX_STRETCH, Math.min(MAX_STRETCH, cine.pixelAspect()));
    return new SquarePixels(
        cine,
        (int) Math.round(cine.rows() * Math.max(1, 1 / aspect)),
        (int) Math.round(cine.columns() * Math.max(1, aspect)));
  }

  /** Finds the sector in square pixels and converts it to the source's pixels. */
  Sector sector(Function<Cine, Sector> finder) {
    Sector found = finder.apply(stretched());
    int left = column(found.x());
    int top = row(found.y());
    int width = column(found.x() + found.width() - 1) - left + 1;
    int height = row(found.y() + found.height() - 1) - top + 1;
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int acrossStretched = (int) ((left + x + 0.5) * columns / source.columns()) - found.x();
        int downStretched = (int) ((top + y + 0.5) * rows / source.rows()) - found.y();
        acrossStretched = Math.max(0, Math.min(found.width() - 1, acrossStretched));
        downStretched = Math.max(0, Math.min(found.height() - 1, downStretched));
        mask[y * width + x] = found.mask()[downStretched * found.width() + acrossStretched];
      }
    }
    return new Sector(left, top, width, height, mask);
  }

  private Cine stretched() {
    int count = source.frames().size();
    int taken = Math.min(count, MAX_FRAMES);
    List<byte[]> frames = new ArrayList<>(taken);
    for (int i = 0; i < taken; i++) {
      frames.add(stretched(source.frames().get((int) ((long) i * (count - 1) / (taken - 1)))));
    }
    return new Cine(
        frames,
        rows,
        columns,
        source.frameRateHz(),
        source.spacing(),
        source.view(),
        source.format(),
        source.tissueRegion().map(this::stretched));
  }

  private byte[] stretched(byte[] frame) {
    byte[] stretched = new byte[rows * columns];
    for (int y = 0; y < rows; y++) {
      int from = row(y) * source.columns();
      for (int x = 0; x < columns; x++) {
        stretched[y * columns + x] = frame[from + column(x)];
      }
    }
    return stretched;
  }

  private PixelRegion stretched(PixelRegion region) {
    int x0 = (int) ((long) region.x() * columns / source.columns());
    int y0 = (int) ((long) region.y() * rows / source.rows());
    int x1 = (int) ((long) (region.x() + region.width()) * columns / source.columns());
    int y1 = (int) ((long) (region.y() + region.height()) * rows / source.rows());
    return new PixelRegion(x0, y0, x1 - x0, y1 - y0);
  }

  /** The row of the source that is repeated in this row of the stretched cine. */
  private int row(int stretched) {
    return (int) ((long) stretched * source.rows() / rows);
  }

  private int column(int stretched) {
    return (int) ((long) stretched * source.columns() / columns);
  }
}
