package org.echomotion.ingest.dicom.jpeg;

import java.util.Arrays;

/** Statistics of the prediction errors in each JPEG-LS context (ITU-T T.87, A.2 to A.7). */
final class JpegLsContexts {

  private static final int REGULAR = 365;
  private static final int RUN_END = REGULAR;
  private static final int MAX_CORRECTION = 127;
  private static final int MIN_CORRECTION = -128;
  private static final int MAX_ORDER = 30;

  private final JpegLsParameters parameters;

  /** A: sums of the absolute errors. */
  private final int[] sizes = new int[REGULAR + 1];

  /** B: sums of the errors; at the end of a run, the number of negative errors. */
  private final int[] biases = new int[REGULAR + 1];

  /** C: corrections of the prediction. */
  private final int[] corrections = new int[REGULAR + 1];

  /** N: numbers of samples. */
  private final int[] counts = new int[REGULAR + 1];

  JpegLsContexts(JpegLsParameters parameters) {
    this.parameters = parameters;
    Arrays.fill(sizes, Math.max(2, (parameters.range() + 32) / 64));
    Arrays.fill(counts, 1);
  }

  int correction(int context) {
    return corrections[context];
  }

  /** Bits of the Golomb code's remainder. */
  int order(int context) {
    int order = 0;
    while (counts[context] << order < sizes[context] && order < MAX_ORDER) {
      order++;
    }
    return order;
  }

  /** Decodes the error and updates the context. */
  int error(int context, int order, int mapped) {
    int error = mapped % 2 == 1 ? -(mapped + 1) / 2 : mapped / 2;
    if (order == 0 && parameters.near() == 0 && 2 * biases[context] <= -counts[context]) {
      error = -error - 1;
    }
    biases[context] += error * (2 * parameters.near() + 1);
    sizes[context] += Math.abs(error);
    if (counts[context] == parameters.reset()) {
      halve(context);
    }
    counts[context]++;
    if (biases[context] <= -counts[context]) {
      corrections[context] = Math.max(MIN_CORRECTION, corrections[context] - 1);
      biases[context] = Math.max(biases[context] + counts[context], 1 - counts[context]);
    } else if (biases[context] > 0) {
      corrections[context] = Math.min(MAX_CORRECTION, corrections[context] + 1);
      biases[context] = Math.min(biases[context] - counts[context], 0);
    }
    return error;
  }

  int orderOfRunEnd() {
    return order(RUN_END);
  }

  /** Decodes the error of the sample that ends a run. */
  int errorOfRunEnd(int order, int mapped) {
    int size = (mapped + 1) / 2;
    boolean odd = mapped % 2 == 1;
    boolean negativesPrevail = order != 0 || 2 * biases[RUN_END] >= counts[RUN_END];
    int error = negativesPrevail == odd ? -size : size;
    biases[RUN_END] += error < 0 ? 1 : 0;
    sizes[RUN_END] += (mapped + 1) / 2;
    if (counts[RUN_END] == parameters.reset()) {
      halve(RUN_END);
    }
    counts[RUN_END]++;
    return error;
  }

  private void halve(int context) {
    sizes[context] >>= 1;
    biases[context] >>= 1;
    counts[context] >>= 1;
  }
}
