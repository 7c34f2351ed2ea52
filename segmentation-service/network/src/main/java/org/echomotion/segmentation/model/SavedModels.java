package org.echomotion.segmentation.model;

import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.ConfigProto;

/** Loads saved models. */
public final class SavedModels {

  /** In the caller's thread: one run uses one core, and each caller has its own run. */
  private static final int CALLERS_THREAD = -1;

  private SavedModels() {}

  /** Loads a saved model into a session. Each run stays on its caller's thread. */
  public static SavedModelBundle load(Path files) {
    return SavedModelBundle.loader(files.toString())
        .withConfigProto(
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(CALLERS_THREAD)
                .build())
        .load();
  }
}
