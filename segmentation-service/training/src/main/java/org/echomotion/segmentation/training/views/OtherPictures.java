package org.echomotion.segmentation.training.views;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.echomotion.frame.WorkingFrame;

/**
 * Synthetic pictures that are neither A4C nor A2C, because no available set has labelled ones:
 * apical frames rotated, enlarged or cut into tiles; sectors with a short-axis ring, with random
 * shapes, or empty; Doppler and M-mode strips, charts and noise.
 */
final class OtherPictures {

  private static final int SIDE = WorkingFrame.SIDE;

  private final SplittableRandom random;

  OtherPictures(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Creates the next picture.
   *
   * @param apical a frame to start from, u8 [112, 112]
   * @return u8 [112, 112]
   */
  byte[] next(byte[] apical) {
    double kind = random.nextDouble();
    if (kind < 0.24) {
      return turned(apical, 1 + random.nextInt(4));
    }
    if (kind < 0.34) {
      return enlarged(apical);
    }
    if (kind < 0.42) {
      return torn(apical);
    }
    if (kind < 0.68) {
      return inSector(shortAxis());
    }
    if (kind < 0.80) {
      return inSector(shapes());
    }
    if (kind < 0.86) {
      return inSector(tissue(between(10, 120)));
    }
    if (kind < 0.93) {
      return strips();
    }
    return kind < 0.97 ? chart() : noise();
  }

  /** Rotated by quarter turns, or upside down. */
  private static byte[] turned(byte[] from, int how) {
    byte[] to = new byte[from.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int source =
            switch (how) {
              case 1 -> x * SIDE + (SIDE - 1 - y);
              case 2 -> (SIDE - 1 - y) * SIDE + (SIDE - 1 - x);
              case 3 -> (SIDE - 1 - x) * SIDE + y;
              default -> (SIDE - 1 - y) * SIDE + x;
            };
        to[y * SIDE + x] = from[source];
      }
    }
    return to;
  }

  /** A part of the frame, enlarged so that no complete ventricle is visible. */
  private byte[] enlarged(byte[] from) {
    double zoom = between(2.6, 5);
    double part = SIDE / zoom;
    double left = between(0, SIDE - part);
    double top = between(0, SIDE - part);
    byte[] to = new byte[from.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int sourceY = (int) (top + y / zoom);
        int sourceX = (int) (left + x / zoom);
        to[y * SIDE + x] = from[sourceY * SIDE + sourceX];
      }
    }
    return to;
  }

  /** Tiles in another order. */
  private byte[] torn(byte[] from) {
    int tiles = random.nextBoolean() ? 2 : 4;
    int size = SIDE / tiles;
    int shift = 1 + random.nextInt(tiles * tiles - 1);
    byte[] to = new byte[from.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int tile = (y / size * tiles + x / size + shift) % (tiles * tiles);
        int sourceY = tile / tiles * size + y % size;
        int sourceX = tile % tiles * size + x % size;
        to[y * SIDE + x] = from[sourceY * SIDE + sourceX];
      }
    }
    return to;
  }

  private float[] tissue(double gray) {
    float[] picture = new float[SIDE * SIDE];
    Arrays.fill(picture, (float) gray);
    return picture;
  }

  /**
   * Cross-section of the left ventricle: a ring with papillary muscles, and sometimes a right
   * ventricle.
   */
  private float[] shortAxis() {
    float[] picture = tissue(between(25, 90));
    double x = between(44, 68);
    double y = between(46, 76);
    double outer = between(18, 34);
    double wall = outer * between(0.22, 0.42);
    double squeeze = between(0.85, 1.15);
    double muscle = between(75, 170);
    double cavity = between(3, 50);
    if (random.nextDouble() < 0.6) {
      ellipse(picture, x - outer * 0.8, y, outer * 0.9, outer * between(0.7, 1.1), 0, cavity);
    }
    ellipse(picture, x, y, outer * squeeze, outer / squeeze, 0, muscle);
    double inner = outer - wall;
    ellipse(picture, x, y, inner * squeeze, inner / squeeze, 0, cavity);
    if (random.nextDouble() < 0.7) {
      double size = inner * between(0.15, 0.28);
      for (double angle : new double[] {between(0.4, 0.9), between(2.2, 2.8)}) {
        ellipse(
            picture,
            x + 0.65 * inner * Math.cos(angle),
            y + 0.65 * inner * Math.sin(angle),
            size,
            size,
            0,
            muscle * 0.9);
      }
    }
    return picture;
  }

  private float[] shapes() {
    float[] picture = tissue(between(20, 110));
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      ellipse(
          picture,
          between(10, 102),
          between(10, 102),
          between(5, 40),
          between(4, 14),
          between(-0.6, 0.6),
          random.nextBoolean() ? between(2, 40) : between(110, 230));
    }
    return picture;
  }

  private static void ellipse(
      float[] picture, double x, double y, double a, double b, double turn, double gray) {
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double u = ((column - x) * cos + (row - y) * sin) / a;
        double v = ((row - y) * cos - (column - x) * sin) / b;
        if (u * u + v * v < 1) {
          picture[row * SIDE + column] = (float) gray;
        }
      }
    }
  }

  /** Speckled, slightly blurred, and cut to a fan. */
  private byte[] inSector(float[] picture) {
    double deviation = between(0.2, 0.6);
    float[] speckled = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      speckled[i] = (float) (picture[i] * Math.max(0, 1 + deviation * gauss()));
    }
    double apexX = 56 + between(-6, 6);
    double apexY = between(-6, 12);
    double halfAngle = Math.toRadians(between(30, 48));
    double radius = between(92, 118);
    byte[] bytes = new byte[picture.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = x - apexX;
        double dy = y - apexY;
        if (dy > 0 && Math.atan2(Math.abs(dx), dy) < halfAngle && Math.hypot(dx, dy) < radius) {
          bytes[y * SIDE + x] = gray(blurred(speckled, x, y));
        }
      }
    }
    return bytes;
  }

  private static double blurred(float[] picture, int x, int y) {
    double sum = 0;
    int count = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int at = (y + dy) * SIDE + x + dx;
        if (y + dy >= 0 && y + dy < SIDE && x + dx >= 0 && x + dx < SIDE) {
          sum += picture[at];
          count++;
        }
      }
    }
    return sum / count;
  }

  /** Doppler (spectra on a baseline) or M-mode (layers that move up and down). */
  private byte[] strips() {
    byte[] bytes = new byte[SIDE * SIDE];
    boolean doppler = random.nextBoolean();
    double period = between(20, 60);
    double base = between(25, 90);
    double height = between(10, 45);
    int layers = 2 + random.nextInt(5);
    double phase = between(0, 6);
    for (int x = 0; x < SIDE; x++) {
      double beat = Math.abs(Math.sin(Math.PI * x / period + phase));
      for (int y = 0; y < SIDE; y++) {
        double level;
        if (doppler) {
          boolean inside = y < base && y > base - height * beat;
          level = Math.abs(y - base) < 1 ? 180 : inside ? 60 + 120 * random.nextDouble() : 8;
        } else {
          double depth = y + 6 * beat * (y > base ? 1 : -1);
          level = 70 * (1 + Math.sin(2 * Math.PI * layers * depth / SIDE)) + 25 * gauss();
        }
        bytes[y * SIDE + x] = gray(level);
      }
    }
    return bytes;
  }

  private byte[] chart() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(random.nextInt(90), random.nextInt(90), random.nextInt(90)));
    g.fillRect(0, 0, SIDE, SIDE);
    for (int i = 0; i < 4 + random.nextInt(12); i++) {
      int level = 100 + random.nextInt(156);
      g.setColor(new Color(level, level, level));
      int x = random.nextInt(SIDE);
      int y = random.nextInt(SIDE);
      switch (random.nextInt(4)) {
        case 0 -> g.drawLine(x, y, random.nextInt(SIDE), random.nextInt(SIDE));
        case 1 -> g.drawRect(x, y, random.nextInt(60), random.nextInt(60));
        case 2 -> g.fillRect(x, y, random.nextInt(30), random.nextInt(90));
        default -> g.drawString(Integer.toString(random.nextInt(100_000), 36), x - 20, y);
      }
    }
    g.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  private byte[] noise() {
    double mean = between(0, 160);
    double deviation = random.nextBoolean() ? between(0, 80) : 0;
    double slope = between(-1, 1);
    byte[] bytes = new byte[SIDE * SIDE];
    for (int i = 0; i < bytes.length; i++) {
      int row = i / SIDE;
      bytes[i] = gray(mean + slope * row + deviation * gauss());
    }
    return bytes;
  }

  private double gauss() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static byte gray(double level) {
    return (byte) Math.max(0, Math.min(255, Math.round(level)));
  }
}
