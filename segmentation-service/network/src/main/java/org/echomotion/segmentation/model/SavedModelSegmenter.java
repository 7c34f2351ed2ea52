package org.echomotion.segmentation.model;

import java.nio.file.Path;
import java.util.List;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.ConfigProto;

/** A saved model's {@code segment} signature, for evaluation. */
public final class SavedModelSegmenter implements FrameSegmenter, AutoCloseable {

  private final SavedModelBundle bundle;
  private final FrameSegmenter segmenter;

  /**
   * @param directory directory of {@code saved_model.pb}
   * @param batch frames per run
   * @param threads threads per operation
   */
  public SavedModelSegmenter(Path directory, int batch, int threads) {
    bundle =
        SavedModelBundle.loader(directory.toString())
            .withConfigProto(
                ConfigProto.newBuilder()
                    .setIntraOpParallelismThreads(threads)
                    .setInterOpParallelismThreads(1)
                    .build())
            .load();
    segmenter = new SignatureSegmenter(bundle.function("segment"), batch);
  }

  @Override
  public List<float[]> probabilities(List<byte[]> frames) {
    return segmenter.probabilities(frames);
  }

  @Override
  public void close() {
    bundle.close();
  }
}
