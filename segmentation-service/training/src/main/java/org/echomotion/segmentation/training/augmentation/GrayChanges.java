package org.echomotion.segmentation.training.augmentation;

import java.util.SplittableRandom;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.training.configuration.AugmentSettings;
import org.echomotion.segmentation.training.configuration.Range;

/** Changes of gray level of one frame, in place: 0..255, row-major 112 x 112. */
final class GrayChanges {

  private static final int SIDE = WorkingFrame.SIDE;

  private final SplittableRandom random;
  private final float[] gray;

  GrayChanges(SplittableRandom random, float[] gray) {
    this.random = random;
    this.gray = gray;
  }

  /** Time gain, dynamic range and brightness: 255 g (v/255)^gamma, with contrast about a pivot. */
  void gammaGainContrast(AugmentSettings.Gain settings) {
    double gamma = Math.exp(symmetric(settings.gamma()));
    double gain = Math.exp(symmetric(settings.gain()));
    double contrast = Math.exp(symmetric(settings.contrast()));
    double pivot = 40 + 60 * random.nextDouble();
    double offset = symmetric(settings.offset());
    float[] curve = new float[256];
    for (int v = 0; v < 256; v++) {
      double bright = 255 * gain * Math.pow(v / 255.0, gamma);
      curve[v] = clamp((float) ((bright - pivot) * contrast + pivot + offset));
    }
    for (int i = 0; i < gray.length; i++) {
      gray[i] = curve[Math.round(clamp(gray[i]))];
    }
  }

  /**
   * Multiplicative noise with relative deviation {@code strength}, correlated over {@code sigma}.
   */
  void speckle(double strength, double sigma) {
    float[] noise = new float[gray.length];
    // The sum of four 16-bit uniforms of one draw, with mean 0 and variance 1: nearly normal.
    float scaled = (float) (1.7320508 / 65536);
    for (int i = 0; i < noise.length; i++) {
      long bits = random.nextLong();
      long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
      noise[i] = (sum - 131070) * scaled;
    }
    double scale = strength;
    if (sigma > 0) {
      blur(noise, sigma);
      scale *= 1 + 1.5 * sigma;
    }
    for (int i = 0; i < gray.length; i++) {
      gray[i] = clamp((float) (gray[i] * (1 + scale * noise[i])));
    }
  }

  void blur(double sigma) {
    blur(gray, sigma);
  }

  void sharpen(double amount) {
    float[] soft = gray.clone();
    blur(soft, 1);
    for (int i = 0; i < gray.length; i++) {
      gray[i] = clamp((float) (gray[i] + amount * (gray[i] - soft[i])));
    }
  }

  /** Resolution reduced by {@code factor}: down by bilinear sampling, and up again. */
  void coarsen(double factor) {
    blur(gray, 0.35 * factor);
    int side = (int) (SIDE / factor);
    float[] small = resample(gray, SIDE, side);
    System.arraycopy(resample(small, side, SIDE), 0, gray, 0, gray.length);
  }

  /** A smooth veil of {@code levels} gray levels, most often near the apex. */
  void haze(Range levels) {
    double x0 = SIDE / 2.0 + symmetric(30);
    double y0 = random.nextDouble() < 0.6 ? 10 + 25 * random.nextDouble() : random.nextInt(SIDE);
    double width = 12 + 28 * random.nextDouble();
    double level = between(levels);
    float[] across = bell(x0, width);
    float[] down = bell(y0, width);
    for (int y = 0; y < SIDE; y++) {
      float row = (float) level * down[y];
      for (int x = 0; x < SIDE; x++) {
        int i = y * SIDE + x;
        gray[i] = clamp(gray[i] + row * across[x] * (1 - gray[i] / 255));
      }
    }
  }

  /** A rib's shadow or a fading wall: one direction from the apex is darkened by {@code share}. */
  void shadow(Range share) {
    double apexX = SIDE / 2.0 + symmetric(6);
    double apexY = -5 * random.nextDouble();
    double direction = symmetric(Math.toRadians(42));
    double width = Math.toRadians(3 + 11 * random.nextDouble());
    double depth = between(share);
    double from = random.nextDouble() < 0.5 ? 0 : 50 * random.nextDouble();
    double sin = Math.sin(direction);
    double cos = Math.cos(direction);
    for (int y = 0; y < SIDE; y++) {
      double fade = y < from ? 0 : Math.min(1, (y - from) / 10 + (from == 0 ? 1 : 0));
      double dy = y - apexY;
      for (int x = 0; x < SIDE && fade > 0; x++) {
        double dx = x - apexX;
        // The sine of the angle to the direction, nearly the angle itself inside the shadow.
        double off = (dx * cos - dy * sin) / width;
        double squares = off * off / (dx * dx + dy * dy + 1e-9);
        if (squares < 16) {
          gray[y * SIDE + x] *= (float) (1 - depth * fade * Math.exp(-0.5 * squares));
        }
      }
    }
  }

  /** Quantises 4x4 means to {@code step} gray levels, like the blocks of strong compression. */
  void blocks(double step) {
    for (int by = 0; by < SIDE; by += 4) {
      for (int bx = 0; bx < SIDE; bx += 4) {
        float mean = 0;
        for (int i = 0; i < 16; i++) {
          mean += gray[(by + i / 4) * SIDE + bx + i % 4] / 16;
        }
        float shift = (float) (Math.round(mean / step) * step) - mean;
        for (int i = 0; i < 16; i++) {
          int at = (by + i / 4) * SIDE + bx + i % 4;
          gray[at] = clamp(mean + shift + (gray[at] - mean) * 0.8f);
        }
      }
    }
  }

  /** A scanner's bright ticks and bars near the edges. */
  void marks() {
    int count = 1 + random.nextInt(6);
    for (int n = 0; n < count; n++) {
      int x = random.nextBoolean() ? random.nextInt(12) : SIDE - 1 - random.nextInt(12);
      int y = random.nextInt(SIDE);
      if (random.nextDouble() < 0.3) {
        x = random.nextInt(SIDE);
        y = random.nextInt(6);
      }
      int height = random.nextDouble() < 0.3 ? 4 + random.nextInt(16) : 1 + random.nextInt(2);
      for (int i = 0; i < height && y + i < SIDE; i++) {
        gray[(y + i) * SIDE + x] = 120 + random.nextInt(136);
      }
    }
  }

  private static float[] bell(double centre, double width) {
    float[] values = new float[SIDE];
    for (int i = 0; i < SIDE; i++) {
      values[i] = (float) Math.exp(-(i - centre) * (i - centre) / (2 * width * width));
    }
    return values;
  }

  private double between(Range range) {
    return range.low() + (range.high() - range.low()) * random.nextDouble();
  }

  private double symmetric(double amplitude) {
    return (random.nextDouble() * 2 - 1) * amplitude;
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(255, value));
  }

  private static void blur(float[] image, double sigma) {
    int reach = (int) Math.ceil(2 * sigma);
    float[] kernel = new float[2 * reach + 1];
    float total = 0;
    for (int k = -reach; k <= reach; k++) {
      kernel[k + reach] = (float) Math.exp(-k * k / (2 * sigma * sigma));
      total += kernel[k + reach];
    }
    float[] between = new float[image.length];
    pass(image, between, kernel, reach, total, 1);
    pass(between, image, kernel, reach, total, SIDE);
  }

  private static void pass(
      float[] from, float[] to, float[] kernel, int reach, float total, int stride) {
    float[] line = new float[SIDE + 2 * reach];
    for (int n = 0; n < SIDE; n++) {
      int start = stride == 1 ? n * SIDE : n;
      for (int k = 0; k < line.length; k++) {
        line[k] = from[start + Math.max(0, Math.min(SIDE - 1, k - reach)) * stride];
      }
      for (int i = 0; i < SIDE; i++) {
        float sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          sum += kernel[k] * line[i + k];
        }
        to[start + i * stride] = sum / total;
      }
    }
  }

  private static float[] resample(float[] from, int side, int newSide) {
    float[] to = new float[newSide * newSide];
    float ratio = (float) side / newSide;
    for (int y = 0; y < newSide; y++) {
      float sy = Math.max(0, Math.min(side - 1.001f, (y + 0.5f) * ratio - 0.5f));
      int y0 = (int) sy;
      float fy = sy - y0;
      for (int x = 0; x < newSide; x++) {
        float sx = Math.max(0, Math.min(side - 1.001f, (x + 0.5f) * ratio - 0.5f));
        int x0 = (int) sx;
        float fx = sx - x0;
        int i = y0 * side + x0;
        float top = from[i] * (1 - fx) + from[i + 1] * fx;
        float bottom = from[i + side] * (1 - fx) + from[i + side + 1] * fx;
        to[y * newSide + x] = top * (1 - fy) + bottom * fy;
      }
    }
    return to;
  }
}
