package org.echomotion.segmentation.serving;

import java.time.Duration;
import org.echomotion.segmentation.model.ServedSignature;

/**
 * Settings of batching.
 *
 * @param segmentBatch frames per run of {@link ServedSignature#SEGMENT}; it can change the last
 *     bits of results
 * @param gradCamBatch frames per run of {@link ServedSignature#GRAD_CAM}. Above 1 a frame's last
 *     bits depend on its position in the batch, because gradients are summed over the batch
 * @param queueCapacity largest number of waiting frames
 * @param timeBudget longest wait of a batch's first frame for others
 * @param runners threads that run batches, each on one core
 */
public record BatchSettings(
    int segmentBatch, int gradCamBatch, int queueCapacity, Duration timeBudget, int runners) {

  public BatchSettings {
    if (segmentBatch < 1 || gradCamBatch < 1 || queueCapacity < 1 || runners < 1) {
      throw new IllegalArgumentException(
          "Batch sizes, queue capacity and runners must be at least 1.");
    }
    if (timeBudget.isNegative()) {
      throw new IllegalArgumentException("The time budget must be 0 or more.");
    }
  }

  /** Frames per run: the one batch shape of {@code signature}. */
  public int batchSize(ServedSignature signature) {
    return switch (signature) {
      case SEGMENT -> segmentBatch;
      case GRAD_CAM -> gradCamBatch;
    };
  }
}
