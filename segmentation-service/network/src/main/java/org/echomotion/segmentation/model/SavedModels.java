package org.echomotion.segmentation.model;

import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.ConfigProto;

/** Loads saved models as EchoMotion runs them. */
public final class SavedModels {

  /**
   * In the caller's thread: one run costs one core, and as many run at once as there are callers.
   */
  private static final int CALLERS_THREAD = -1;

  private SavedModels() {}

  /** Loads a saved model into a session whose runs stay on their caller's thread. */
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
