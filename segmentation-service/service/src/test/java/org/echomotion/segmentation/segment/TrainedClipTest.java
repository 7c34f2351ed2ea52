package org.echomotion.segmentation.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.serving.BatchSettings;
import org.echomotion.segmentation.serving.DynamicBatcher;
import org.echomotion.segmentation.serving.ModelEngine;
import org.junit.jupiter.api.Test;

/** A drawn clip through the weights that the product carries. */
class TrainedClipTest {

  private static final BatchSettings SETTINGS =
      new BatchSettings(8, 1, 1024, Duration.ofMillis(5), 2);
  private static final int FRAMES = 40;

  /** A dark cavity that beats, in a bright speckled sector. */
  private static List<byte[]> drawnClip() {
    Random random = new Random(11);
    List<byte[]> frames = new ArrayList<>();
    for (int f = 0; f < FRAMES; f++) {
      double halfWidth = 17 + 3 * Math.cos(f * 2 * Math.PI / 20);
      byte[] frame = new byte[WorkingFrame.PIXELS];
      for (int i = 0; i < frame.length; i++) {
        double x = i % WorkingFrame.SIDE;
        double y = i / WorkingFrame.SIDE;
        double mean = Math.hypot((x - 60) / halfWidth, (y - 55) / 28) < 1 ? 14 : 80;
        if (Math.abs(x - 56) > y + 3) {
          mean = 0;
        }
        frame[i] = (byte) Math.min(255, mean * (0.6 + 0.8 * random.nextDouble()));
      }
      frames.add(frame);
    }
    return frames;
  }

  private static List<FrameSegmentation> segment(ClipSegmenter segmenter, int chunk) {
    List<byte[]> frames = drawnClip();
    List<ClipSegmenter.Chunk> chunks = new ArrayList<>();
    for (int first = 0; first < FRAMES; first += chunk) {
      chunks.add(segmenter.start(first, frames.subList(first, Math.min(FRAMES, first + chunk))));
    }
    return chunks.stream().flatMap(c -> c.outlines().stream()).toList();
  }

  @Test
  void findsTheCavityOnEveryFrameWithTheSameBitsHoweverTheClipIsCut() {
    ModelRepository.CheckedModel model =
        new ModelRepository(Optional.empty()).open("echomotionnet-b0");
    try (model;
        ModelEngine engine = ModelEngine.load(model, SETTINGS);
        DynamicBatcher batcher = new DynamicBatcher(engine, SETTINGS)) {
      ClipSegmenter segmenter =
          new ClipSegmenter(batcher, new OutlineSettings(64, 2), Duration.ofMinutes(1));
      List<FrameSegmentation> frames = segment(segmenter, 32);
      assertEquals(FRAMES, frames.size());
      for (FrameSegmentation frame : frames) {
        assertTrue(frame.mask().contains(60, 55), "frame " + frame.frameIndex());
        // The drawn ellipses have 1230 to 1760 px.
        assertTrue(frame.contour().area() > 600, "area " + frame.contour().area());
        assertTrue(frame.contour().area() < 3000, "area " + frame.contour().area());
      }
      assertEquals(frames, segment(segmenter, 7));
    }
  }
}
