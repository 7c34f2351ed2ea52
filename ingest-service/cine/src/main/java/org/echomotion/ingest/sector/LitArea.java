package org.echomotion.ingest.sector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelRegion;

/**
 * A connected area in which a cine shows a picture. Tissue is distinguished from menus, text and
 * marks by its flicker: speckle changes from frame to frame and overlays do not. Where hardly
 * anything flickers (a still repeated as a cine) brightness decides.
 *
 * @param rows rows of the frame
 * @param columns columns of the frame
 * @param inside boolean [rows * columns], row-major
 * @param size pixels inside
 */
record LitArea(int rows, int columns, boolean[] inside, int size) {

  /** Least temporal standard deviation of a pixel that flickers: a gray level is rounding. */
  private static final double FLICKER = 1.0;

  /** And a share of the median of those: compression spreads flicker beyond the sector's edge. */
  private static final double SPREAD = 0.2;

  private static final int VISIBLE = 6;

  /** Share of the bright area below which flicker is taken for accident. */
  private static final double MIN_FLICKERING = 0.4;

  /** Enough to see every pixel flicker; more frames cost time and add nothing. */
  private static final int MAX_FRAMES = 64;

  /** The largest area inside {@code region}; empty ({@code size} 0) where the region is dark. */
  static LitArea of(Cine cine, PixelRegion region) {
    return largest(cine, region, 1).get(0);
  }

  /**
   * The largest areas inside {@code region}, the largest first.
   *
   * @param most at most so many
   * @return at least one, which is empty where the region is dark
   */
  static List<LitArea> largest(Cine cine, PixelRegion region, int most) {
    int pixels = cine.rows() * cine.columns();
    int[] sum = new int[pixels];
    int[] squares = new int[pixels];
    boolean[] bright = new boolean[pixels];
    List<byte[]> frames = cine.frames();
    int taken = Math.min(frames.size(), MAX_FRAMES);
    for (int i = 0; i < taken; i++) {
      byte[] frame = frames.get((int) ((long) i * (frames.size() - 1) / (taken - 1)));
      for (int y = region.y(); y < region.y() + region.height(); y++) {
        int row = y * cine.columns();
        for (int p = row + region.x(); p < row + region.x() + region.width(); p++) {
          int level = frame[p] & 0xff;
          sum[p] += level;
          squares[p] += level * level;
          bright[p] |= level > VISIBLE;
        }
      }
    }
    double[] deviation = new double[pixels];
    for (int p = 0; p < pixels; p++) {
      double mean = (double) sum[p] / taken;
      deviation[p] = Math.sqrt(Math.max(0, (double) squares[p] / taken - mean * mean));
    }
    boolean[] flickering = flickering(deviation);
    List<LitArea> byBrightness = largest(cine.rows(), cine.columns(), bright, most);
    List<LitArea> byFlicker = largest(cine.rows(), cine.columns(), flickering, most);
    boolean flickers = byFlicker.get(0).size >= MIN_FLICKERING * byBrightness.get(0).size;
    return flickers ? byFlicker : byBrightness;
  }

  private static boolean[] flickering(double[] deviation) {
    double[] some = Arrays.stream(deviation).filter(each -> each > FLICKER).sorted().toArray();
    double least = some.length == 0 ? FLICKER : Math.max(FLICKER, SPREAD * some[some.length / 2]);
    boolean[] flickering = new boolean[deviation.length];
    for (int p = 0; p < flickering.length; p++) {
      flickering[p] = deviation[p] > least;
    }
    return flickering;
  }

  /** The largest 4-connected parts of what is mostly set in a small window; at least one. */
  private static List<LitArea> largest(int rows, int columns, boolean[] set, int most) {
    boolean[] dense = dense(rows, columns, set);
    int[] label = new int[dense.length];
    int[] open = new int[dense.length];
    List<Integer> sizes = new ArrayList<>(List.of(0));
    for (int seed = 0; seed < dense.length; seed++) {
      if (!dense[seed] || label[seed] != 0) {
        continue;
      }
      int current = sizes.size();
      label[seed] = current;
      open[0] = seed;
      int size = 1;
      for (int done = 0; done < size; done++) {
        int p = open[done];
        int x = p % columns;
        int[] neighbours = {
          x > 0 ? p - 1 : p, x < columns - 1 ? p + 1 : p, p - columns, p + columns
        };
        for (int n : neighbours) {
          if (n >= 0 && n < dense.length && dense[n] && label[n] == 0) {
            label[n] = current;
            open[size++] = n;
          }
        }
      }
      sizes.add(size);
    }
    if (sizes.size() == 1) {
      return List.of(new LitArea(rows, columns, new boolean[dense.length], 0));
    }
    return IntStream.range(1, sizes.size())
        .boxed()
        .sorted(Comparator.comparing(sizes::get, Comparator.reverseOrder()))
        .limit(most)
        .map(each -> new LitArea(rows, columns, labelled(label, each), sizes.get(each)))
        .toList();
  }

  private static boolean[] labelled(int[] label, int which) {
    boolean[] inside = new boolean[label.length];
    for (int p = 0; p < inside.length; p++) {
      inside[p] = label[p] == which;
    }
    return inside;
  }

  /** Majority in a window of about 1/50 of the frame: closes gaps in speckle, drops thin marks. */
  private static boolean[] dense(int rows, int columns, boolean[] set) {
    int reach = Math.max(1, Math.min(rows, columns) / 100);
    int[] above = new int[(rows + 1) * (columns + 1)];
    for (int y = 0; y < rows; y++) {
      int inRow = 0;
      for (int x = 0; x < columns; x++) {
        inRow += set[y * columns + x] ? 1 : 0;
        above[(y + 1) * (columns + 1) + x + 1] = above[y * (columns + 1) + x + 1] + inRow;
      }
    }
    boolean[] dense = new boolean[set.length];
    for (int y = 0; y < rows; y++) {
      int y0 = Math.max(0, y - reach);
      int y1 = Math.min(rows, y + reach + 1);
      for (int x = 0; x < columns; x++) {
        int x0 = Math.max(0, x - reach);
        int x1 = Math.min(columns, x + reach + 1);
        int count =
            above[y1 * (columns + 1) + x1]
                - above[y0 * (columns + 1) + x1]
                - above[y1 * (columns + 1) + x0]
                + above[y0 * (columns + 1) + x0];
        dense[y * columns + x] = 2 * count > (y1 - y0) * (x1 - x0);
      }
    }
    return dense;
  }

  /** The first column inside of a row, or -1. */
  int first(int y) {
    for (int x = 0; x < columns; x++) {
      if (inside[y * columns + x]) {
        return x;
      }
    }
    return -1;
  }

  /** The last column inside of a row, or -1. */
  int last(int y) {
    for (int x = columns - 1; x >= 0; x--) {
      if (inside[y * columns + x]) {
        return x;
      }
    }
    return -1;
  }

  /** The first row inside, or -1. */
  int top() {
    for (int p = 0; p < inside.length; p++) {
      if (inside[p]) {
        return p / columns;
      }
    }
    return -1;
  }

  /** The last row inside, or -1. */
  int bottom() {
    for (int p = inside.length - 1; p >= 0; p--) {
      if (inside[p]) {
        return p / columns;
      }
    }
    return -1;
  }
}
