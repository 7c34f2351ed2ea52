package org.echomotion.ingest.sector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.SourceFormat;

/** A scanner's screen with a sector of known place, flickering speckle in it, and things beside. */
public final class SyntheticScan {

  private static final int FRAMES = 12;

  private final int rows;
  private final int columns;
  private final boolean[] sector;
  private final List<byte[]> frames = new ArrayList<>();
  private final Random random = new Random(3);

  private SyntheticScan(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.sector = new boolean[rows * columns];
    for (int i = 0; i < FRAMES; i++) {
      frames.add(new byte[rows * columns]);
    }
  }

  /** A fan with its edges at these angles from the vertical; clipped by the frame. */
  public static SyntheticScan fan(
      int rows,
      int columns,
      double apexX,
      double apexY,
      double leftDegrees,
      double rightDegrees,
      double nearest,
      double radius) {
    SyntheticScan scan = new SyntheticScan(rows, columns);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        double angle = Math.toDegrees(Math.atan2(x - apexX, y - apexY));
        double distance = Math.hypot(x - apexX, y - apexY);
        scan.sector[y * columns + x] =
            angle >= -leftDegrees
                && angle <= rightDegrees
                && distance >= nearest
                && distance <= radius;
      }
    }
    return scan.speckled();
  }

  /** What a linear probe draws. */
  public static SyntheticScan rectangle(
      int rows, int columns, int x0, int y0, int width, int height) {
    SyntheticScan scan = new SyntheticScan(rows, columns);
    for (int y = y0; y < y0 + height; y++) {
      for (int x = x0; x < x0 + width; x++) {
        scan.sector[y * columns + x] = true;
      }
    }
    return scan.speckled();
  }

  private SyntheticScan speckled() {
    byte[] tissue = new byte[rows * columns];
    random.nextBytes(tissue);
    for (byte[] frame : frames) {
      for (int p = 0; p < frame.length; p++) {
        if (sector[p]) {
          frame[p] = (byte) (20 + (tissue[p] & 0x3f) + random.nextInt(40));
        }
      }
    }
    return this;
  }

  /** Repeats the first frame, as a cine made of a still does. */
  public SyntheticScan still() {
    frames.replaceAll(frame -> frames.get(0).clone());
    return this;
  }

  /** Darkens a part of the sector, as a rib does. */
  public SyntheticScan shadow(int x0, int y0, int width, int height) {
    return fill(x0, y0, width, height, (frame, p) -> sector[p] ? 0 : -1);
  }

  /** Burned-in letters: bright, in stripes, the same in all frames. */
  public SyntheticScan text(int x0, int y0, int width, int height) {
    return fill(x0, y0, width, height, (frame, p) -> p / columns % 3 != 2 ? 220 : 40);
  }

  /** A sweeping trace: in each frame other pixels of the strip are lit. */
  public SyntheticScan trace(int x0, int y0, int width, int height) {
    return fill(x0, y0, width, height, (frame, p) -> random.nextInt(4) == 0 ? 200 : 0);
  }

  private interface Paint {
    /** Level of a pixel, or -1 to leave it. */
    int level(int frame, int pixel);
  }

  private SyntheticScan fill(int x0, int y0, int width, int height, Paint paint) {
    for (int i = 0; i < frames.size(); i++) {
      for (int y = y0; y < y0 + height; y++) {
        for (int x = x0; x < x0 + width; x++) {
          int level = paint.level(i, y * columns + x);
          if (level >= 0) {
            frames.get(i)[y * columns + x] = (byte) level;
          }
        }
      }
    }
    return this;
  }

  public Cine cine() {
    return new Cine(
        frames, rows, columns, 50, Optional.empty(), Optional.empty(), SourceFormat.AVI);
  }

  /** Whether a pixel of the frame is in the true sector. */
  public boolean tissue(int x, int y) {
    return sector[y * columns + x];
  }

  /** Pixels in both sectors over pixels in either. */
  double overlap(Sector found) {
    int both = 0;
    int either = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        boolean inFound = inside(found, x, y);
        both += inFound && tissue(x, y) ? 1 : 0;
        either += inFound || tissue(x, y) ? 1 : 0;
      }
    }
    return (double) both / either;
  }

  /** Share of the true sector that was found. */
  double held(Sector found) {
    int held = 0;
    int all = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        all += tissue(x, y) ? 1 : 0;
        held += tissue(x, y) && inside(found, x, y) ? 1 : 0;
      }
    }
    return (double) held / all;
  }

  static boolean inside(Sector sector, int x, int y) {
    int column = x - sector.x();
    int row = y - sector.y();
    return column >= 0
        && row >= 0
        && column < sector.width()
        && row < sector.height()
        && sector.mask()[row * sector.width() + column];
  }
}
