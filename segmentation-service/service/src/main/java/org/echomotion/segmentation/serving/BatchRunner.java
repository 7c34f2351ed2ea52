package org.echomotion.segmentation.serving;

import java.util.List;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ServedSignature;

/** Runs one batch. Called by several threads at once. */
@FunctionalInterface
public interface BatchRunner {

  /**
   * Runs one batch.
   *
   * @param signature signature to run
   * @param frames 1 to the signature's batch size, each uint8 [112, 112] row-major
   * @return outputs, one per frame, in order
   */
  List<FrameOutputs> run(ServedSignature signature, List<byte[]> frames);
}
