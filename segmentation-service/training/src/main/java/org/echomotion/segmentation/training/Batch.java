package org.echomotion.segmentation.training;

import java.util.List;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.network.NetworkConfig;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The frames of one step.
 *
 * @param size number of frames
 * @param frames u8 [size, 112, 112]
 * @param labels u8 [size, 112, 112]
 * @param labelled float32 [size, structures], 1 if the structure is labelled
 */
public record Batch(int size, byte[] frames, byte[] labels, float[] labelled) {

  public static Batch of(List<PreparedFrame> samples) {
    int pixels = WorkingFrame.PIXELS;
    int structures = NetworkConfig.STRUCTURES;
    byte[] frames = new byte[samples.size() * pixels];
    byte[] labels = new byte[samples.size() * pixels];
    float[] labelled = new float[samples.size() * structures];
    for (int i = 0; i < samples.size(); i++) {
      PreparedFrame sample = samples.get(i);
      System.arraycopy(sample.gray(), 0, frames, i * pixels, pixels);
      System.arraycopy(sample.labels(), 0, labels, i * pixels, pixels);
      for (int c = 0; c < structures; c++) {
        labelled[i * structures + c] = c == 0 || sample.allStructures() ? 1 : 0;
      }
    }
    return new Batch(samples.size(), frames, labels, labelled);
  }

  TUint8 frameTensor() {
    return pixels(frames);
  }

  TUint8 labelTensor() {
    return pixels(labels);
  }

  TFloat32 labelledTensor() {
    return TFloat32.tensorOf(Shape.of(size, NetworkConfig.STRUCTURES), DataBuffers.of(labelled));
  }

  private TUint8 pixels(byte[] values) {
    return TUint8.tensorOf(
        Shape.of(size, WorkingFrame.SIDE, WorkingFrame.SIDE, 1), DataBuffers.of(values));
  }
}
