package org.echomotion.segmentation.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echomotion.frame.WorkingFrame;
import org.tensorflow.Result;
import org.tensorflow.SessionFunction;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Feeds a {@code segment} signature in batches of one fixed size; the last is padded with zeros.
 */
public final class SignatureSegmenter implements FrameSegmenter {

  private final SessionFunction segment;
  private final int batch;

  public SignatureSegmenter(SessionFunction segment, int batch) {
    this.segment = segment;
    this.batch = batch;
  }

  @Override
  public List<float[]> probabilities(List<byte[]> frames) {
    List<float[]> masks = new ArrayList<>(frames.size());
    for (int start = 0; start < frames.size(); start += batch) {
      List<byte[]> part = frames.subList(start, Math.min(frames.size(), start + batch));
      byte[] packed = new byte[batch * WorkingFrame.PIXELS];
      for (int i = 0; i < part.size(); i++) {
        if (part.get(i).length != WorkingFrame.PIXELS) {
          throw new IllegalArgumentException(
              "A frame has 112 x 112 bytes, not " + part.get(i).length + ".");
        }
        System.arraycopy(part.get(i), 0, packed, i * WorkingFrame.PIXELS, WorkingFrame.PIXELS);
      }
      Shape shape = Shape.of(batch, WorkingFrame.SIDE, WorkingFrame.SIDE, 1);
      try (TUint8 input = TUint8.tensorOf(shape, DataBuffers.of(packed));
          Result result = segment.call(Map.of("frames", input))) {
        var values =
            ((TFloat32) result.get("probabilities").orElseThrow()).asRawTensor().data().asFloats();
        for (int i = 0; i < part.size(); i++) {
          float[] mask = new float[WorkingFrame.PIXELS];
          values.offset((long) i * WorkingFrame.PIXELS).read(mask);
          masks.add(mask);
        }
      }
    }
    return masks;
  }
}
