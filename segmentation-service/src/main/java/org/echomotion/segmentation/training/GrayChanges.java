package org.echomotion.segmentation.training;

import java.util.SplittableRandom;
import org.echomotion.segmentation.dataset.LabelledFrame;

/** Changes of gray level of one frame, in place: 0..255, row-major 112 x 112. */
final class GrayChanges {

  private static final int SIDE = LabelledFrame.SIDE;

  private final SplittableRandom random;
  private final float[] gray;

  GrayChanges(SplittableRandom random, float[] gray) {
    this.random = random;
    this.gray = gray;
  }

  /** Time gain, dynamic range and brightness: 255 g (v/255)^gamma, with contrast about a pivot. */
  void gammaGainContrast() {
    double gamma = Math.exp(symmetric(0.6));
    double gain = Math.exp(symmetric(0.3));
    double contrast = Math.exp(symmetric(0.3));
    double pivot = 40 + 60 * random.nextDouble();
    double offset = symmetric(12);
    float[] curve = new float[256];
    for (int v = 0; v < 256; v++) {
      double bright = 255 * gain * Math.pow(v / 255.0, gamma);
      curve[v] = clamp((float) ((bright - pivot) * contrast + pivot + offset));
    }
    for (int i = 0; i < gray.length; i++) {
      gray[i] = curve[Math.round(clamp(gray[i]))];
    }
  }

  /** Multiplicative noise of relative deviation {@code strength}, correlated over {@code sigma}. */
  void speckle(double strength, double sigma) {
    float[] noise = new float[gray.length];
    for (int i = 0; i < noise.length; i++) {
      // Sum of four uniforms: near enough to normal, and cheap.
      noise[i] =
          (float)
              ((random.nextDouble()
                      + random.nextDouble()
                      + random.nextDouble()
                      + random.nextDouble()
                      - 2)
                  * 1.732);
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

  /** Resolution of a smaller image: down by bilinear sampling, and up again. */
  void coarsen() {
    double factor = 1.2 + 0.9 * random.nextDouble();
    blur(gray, 0.35 * factor);
    int side = (int) (SIDE / factor);
    float[] small = resample(gray, SIDE, side);
    System.arraycopy(resample(small, side, SIDE), 0, gray, 0, gray.length);
  }

  /** A smooth veil, most often near the apex. */
  void haze() {
    double x0 = SIDE / 2.0 + symmetric(30);
    double y0 = random.nextDouble() < 0.6 ? 10 + 25 * random.nextDouble() : random.nextInt(SIDE);
    double width = 12 + 28 * random.nextDouble();
    double level = 15 + 60 * random.nextDouble();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double d = ((x - x0) * (x - x0) + (y - y0) * (y - y0)) / (2 * width * width);
        int i = y * SIDE + x;
        gray[i] = clamp((float) (gray[i] + level * Math.exp(-d) * (1 - gray[i] / 255)));
      }
    }
  }

  /** A rib's shadow, or a wall that fades: one direction from the apex is darkened. */
  void shadow() {
    double apexX = SIDE / 2.0 + symmetric(6);
    double apexY = -5 * random.nextDouble();
    double direction = symmetric(Math.toRadians(42));
    double width = Math.toRadians(3 + 11 * random.nextDouble());
    double depth = 0.3 + 0.6 * random.nextDouble();
    double from = random.nextDouble() < 0.5 ? 0 : 50 * random.nextDouble();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double angle = (Math.atan2(x - apexX, y - apexY) - direction) / width;
        double fade = y < from ? 0 : Math.min(1, (y - from) / 10 + (from == 0 ? 1 : 0));
        gray[y * SIDE + x] *= (float) (1 - depth * fade * Math.exp(-0.5 * angle * angle));
      }
    }
  }

  /** Quantises 4x4 means, as coarse compression leaves blocks; {@code step} gray levels. */
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
    for (int i = 0; i < from.length; i++) {
      int position = stride == 1 ? i % SIDE : i / SIDE;
      float sum = 0;
      for (int k = -reach; k <= reach; k++) {
        int at = Math.max(0, Math.min(SIDE - 1, position + k));
        sum += kernel[k + reach] * from[i + (at - position) * stride];
      }
      to[i] = sum / total;
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
