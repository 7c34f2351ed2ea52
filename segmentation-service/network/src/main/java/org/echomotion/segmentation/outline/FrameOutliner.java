package org.echomotion.segmentation.outline;

/** Outlines the left ventricle in one frame's probabilities. */
public final class FrameOutliner {

  private final OutlineSettings settings;

  public FrameOutliner(OutlineSettings settings) {
    this.settings = settings;
  }

  public FrameSegmentation outline(int frameIndex, ProbabilityMap map) {
    Mask mask = Mask.of(map.height(), map.width(), CavityRegion.of(map));
    if (mask.area() < settings.minimumAreaPx()) {
      Mask none = Mask.of(map.height(), map.width(), new boolean[map.height() * map.width()]);
      return new FrameSegmentation(frameIndex, none, Contour.empty(), 0, 0);
    }
    Contour contour = OutlineTracer.trace(map, mask);
    double entropy = BoundaryEntropy.mean(map, contour, settings.boundaryRadiusPx());
    return new FrameSegmentation(frameIndex, mask, contour, entropy, meanProbability(map, mask));
  }

  private static double meanProbability(ProbabilityMap map, Mask mask) {
    long sum = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.contains(x, y)) {
          sum += map.steps(x, y);
        }
      }
    }
    return (double) sum / mask.area() / OutlineSettings.LEVELS;
  }
}
