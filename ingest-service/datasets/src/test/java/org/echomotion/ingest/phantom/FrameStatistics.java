package org.echomotion.ingest.phantom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is measured on frames and masks to compare phantoms with published clips. */
final class FrameStatistics {

  private final int width;
  private final int height;

  FrameStatistics(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Signed distance to the nearest pixel of the other kind: negative inside the label, px. */
  double[] distance(byte[] mask, int label, int reach) {
    List<int[]> rim = new ArrayList<>();
    for (int i = 0; i < mask.length; i++) {
      int r = i / width;
      int c = i % width;
      boolean here = mask[i] == label;
      if (c > 0 && (mask[i - 1] == label) != here
          || c < width - 1 && (mask[i + 1] == label) != here
          || r > 0 && (mask[i - width] == label) != here
          || r < height - 1 && (mask[i + width] == label) != here) {
        rim.add(new int[] {r, c, here ? 1 : 0});
      }
    }
    double[] out = new double[mask.length];
    for (int i = 0; i < mask.length; i++) {
      int inside = mask[i] == label ? 1 : 0;
      int best = reach * reach;
      for (int[] edge : rim) {
        if (edge[2] != inside) {
          int dr = edge[0] - i / width;
          int dc = edge[1] - i % width;
          best = Math.min(best, dr * dr + dc * dc);
        }
      }
      out[i] = (inside == 1 ? -1 : 1) * Math.sqrt(best);
    }
    return out;
  }

  /** Frame minus its local mean in a 7x7 window. */
  double[] texture(byte[] frame) {
    double[] out = new double[frame.length];
    double[] mean = localMean(frame);
    for (int i = 0; i < frame.length; i++) {
      out[i] = (frame[i] & 255) - mean[i];
    }
    return out;
  }

  double[] localMean(byte[] frame) {
    double[] out = new double[frame.length];
    for (int i = 0; i < frame.length; i++) {
      int r0 = i / width;
      int c0 = i % width;
      double sum = 0;
      int n = 0;
      for (int r = Math.max(0, r0 - 3); r <= Math.min(height - 1, r0 + 3); r++) {
        for (int c = Math.max(0, c0 - 3); c <= Math.min(width - 1, c0 + 3); c++) {
          sum += frame[r * width + c] & 255;
          n++;
        }
      }
      out[i] = sum / n;
    }
    return out;
  }

  /** Correlation of the values at the chosen pixels. */
  static double correlation(double[] a, double[] b, boolean[] chosen) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      if (chosen[i]) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
      }
    }
    return ab / Math.sqrt(aa * bb);
  }

  /** Correlation of a texture with itself moved by whole pixels, at the chosen pixels. */
  double shifted(double[] texture, boolean[] chosen, int right, int down) {
    double[] moved = new double[texture.length];
    boolean[] both = new boolean[texture.length];
    for (int i = 0; i < texture.length; i++) {
      int r = i / width + down;
      int c = i % width + right;
      if (chosen[i] && r < height && c < width && chosen[r * width + c]) {
        both[i] = true;
        moved[i] = texture[r * width + c];
      }
    }
    return correlation(texture, moved, both);
  }

  /** Collects numbers; answers mean and percentiles. */
  static final class Sample {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
      values.add(value);
    }

    double mean() {
      return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double percentile(double p) {
      List<Double> sorted = new ArrayList<>(values);
      Collections.sort(sorted);
      return sorted.get((int) Math.round(p / 100 * (sorted.size() - 1)));
    }

    double median() {
      return percentile(50);
    }
  }
}
