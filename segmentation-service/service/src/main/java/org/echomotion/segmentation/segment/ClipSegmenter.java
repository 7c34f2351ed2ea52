package org.echomotion.segmentation.segment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ServedSignature;
import org.echomotion.segmentation.outline.FrameOutliner;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.outline.ProbabilityMap;
import org.echomotion.segmentation.serving.DynamicBatcher;

/** Segments the frames of a clip in chunks, with the shared batcher. */
public final class ClipSegmenter {

  private final DynamicBatcher batcher;
  private final FrameOutliner outliner;
  private final Duration patience;

  /**
   * @param patience longest wait of a chunk for room in the queue, because no caller would retry a
   *     clip
   */
  public ClipSegmenter(DynamicBatcher batcher, OutlineSettings settings, Duration patience) {
    this.batcher = batcher;
    this.outliner = new FrameOutliner(settings);
    this.patience = patience;
  }

  /** Consecutive frames whose probabilities are being computed. */
  public final class Chunk {
    private final int firstFrame;
    private final List<CompletableFuture<FrameOutputs>> outcomes;

    private Chunk(int firstFrame, List<CompletableFuture<FrameOutputs>> outcomes) {
      this.firstFrame = firstFrame;
      this.outcomes = outcomes;
    }

    /**
     * Waits for the probabilities and traces the outlines.
     *
     * @return segmentations, one per frame, in order
     * @throws EchoMotionException for an error of the batcher
     */
    public List<FrameSegmentation> outlines() {
      List<FrameSegmentation> outlines = new ArrayList<>(outcomes.size());
      for (int i = 0; i < outcomes.size(); i++) {
        outlines.add(outliner.outline(firstFrame + i, map(outputs(outcomes.get(i)))));
      }
      return outlines;
    }

    private ProbabilityMap map(FrameOutputs outputs) {
      try {
        return new ProbabilityMap(
            WorkingFrame.SIDE, WorkingFrame.SIDE, outputs.get(ServedSignature.PROBABILITIES));
      } catch (IllegalArgumentException e) {
        throw new EchoMotionException(e, SegmentationError.INFERENCE_FAILED);
      }
    }

    private FrameOutputs outputs(CompletableFuture<FrameOutputs> outcome) {
      try {
        return outcome.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof EchoMotionException known ? known : e;
      }
    }
  }

  /**
   * Submits frames to the model without waiting, so that the next ones can be fetched meanwhile.
   *
   * @param firstFrame index of the first, from 0
   * @param frames frames, each uint8 [112, 112] row-major
   * @throws EchoMotionException for an error of {@link DynamicBatcher#submit}
   */
  public Chunk start(int firstFrame, List<byte[]> frames) {
    return new Chunk(firstFrame, batcher.submit(ServedSignature.SEGMENT, frames, patience));
  }
}
