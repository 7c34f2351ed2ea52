package org.echomotion.segmentation.evaluation;

import java.util.Arrays;

/**
 * Agreement of two masks of one frame.
 *
 * @param dice 2|A and B| / (|A| + |B|), 1 if both are empty
 * @param iou |A and B| / |A or B|, 1 if both are empty
 * @param hausdorff95Pixels 95th percentile of the distances between the outlines, in both
 *     directions; NaN if a mask is empty
 */
public record MaskScores(double dice, double iou, double hausdorff95Pixels) {

  /** {@code predicted} and {@code expert} are row-major, {@code width} pixels wide. */
  public static MaskScores of(boolean[] predicted, boolean[] expert, int width) {
    int both = 0;
    int sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      both += predicted[i] && expert[i] ? 1 : 0;
      sum += (predicted[i] ? 1 : 0) + (expert[i] ? 1 : 0);
    }
    double dice = sum == 0 ? 1 : 2.0 * both / sum;
    double iou = sum == 0 ? 1 : (double) both / (sum - both);
    return new MaskScores(
        dice, iou, hausdorff95(outline(predicted, width), outline(expert, width)));
  }

  private static double hausdorff95(int[][] a, int[][] b) {
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double[] distances = new double[a.length + b.length];
    for (int i = 0; i < a.length; i++) {
      distances[i] = nearest(a[i], b);
    }
    for (int i = 0; i < b.length; i++) {
      distances[a.length + i] = nearest(b[i], a);
    }
    Arrays.sort(distances);
    return distances[(int) Math.ceil(0.95 * distances.length) - 1];
  }

  private static double nearest(int[] point, int[][] others) {
    long best = Long.MAX_VALUE;
    for (int[] other : others) {
      long dx = (long) point[0] - other[0];
      long dy = (long) point[1] - other[1];
      best = Math.min(best, dx * dx + dy * dy);
    }
    return Math.sqrt((double) best);
  }

  /** Pixels of the mask with a 4-neighbour outside it. */
  private static int[][] outline(boolean[] mask, int width) {
    int height = mask.length / width;
    int[][] points = new int[mask.length][];
    int n = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inner =
            x > 0
                && y > 0
                && x < width - 1
                && y < height - 1
                && mask[y * width + x - 1]
                && mask[y * width + x + 1]
                && mask[(y - 1) * width + x]
                && mask[(y + 1) * width + x];
        if (mask[y * width + x] && !inner) {
          points[n++] = new int[] {x, y};
        }
      }
    }
    return Arrays.copyOf(points, n);
  }
}
