package org.echomotion.segmentation.training.views;

import java.util.Map;
import java.util.TreeMap;
import org.echomotion.segmentation.network.views.ViewHead;

/**
 * Accuracy of the detected views.
 *
 * @param frames number of classified frames
 * @param frameAccuracy share of correct frames
 * @param clips number of clips; a clip is the frames of one view of one subject
 * @param clipAccuracy share of clips with correct mean probabilities
 */
record ViewFigures(int frames, double frameAccuracy, int clips, double clipAccuracy) {

  /** Collects frames one by one. */
  static final class Builder {
    private final Map<String, double[]> byClip = new TreeMap<>();
    private final Map<String, Integer> truth = new TreeMap<>();
    private int frames;
    private int right;

    void add(String clip, int view, float[] probabilities) {
      frames++;
      right += best(probabilities) == view ? 1 : 0;
      truth.put(clip, view);
      double[] sum = byClip.computeIfAbsent(clip, c -> new double[ViewHead.VIEWS]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += probabilities[i];
      }
    }

    ViewFigures build() {
      int rightClips = 0;
      for (Map.Entry<String, double[]> clip : byClip.entrySet()) {
        float[] sum = new float[ViewHead.VIEWS];
        for (int i = 0; i < sum.length; i++) {
          sum[i] = (float) clip.getValue()[i];
        }
        rightClips += Integer.valueOf(best(sum)).equals(truth.get(clip.getKey())) ? 1 : 0;
      }
      return new ViewFigures(
          frames, share(right, frames), byClip.size(), share(rightClips, byClip.size()));
    }

    private static double share(int part, int all) {
      return all == 0 ? 0 : (double) part / all;
    }
  }

  private static int best(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
