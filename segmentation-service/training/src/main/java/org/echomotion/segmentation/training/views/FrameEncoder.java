package org.echomotion.segmentation.training.views;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.views.FrameTokens;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The encoder of a trained model: frames to tokens. */
final class FrameEncoder implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TUint8> frames;
  private final Operand<TFloat32> tokens;
  private final Weights weights;

  /**
   * @param checkpoint checkpoint prefix of a trained model
   */
  FrameEncoder(EncoderConfig encoder, Path checkpoint, int threads) {
    Ops tf = Ops.create(graph);
    Parameters parameters = new Parameters(tf);
    frames =
        tf.placeholder(
            TUint8.class, Placeholder.shape(Shape.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1)));
    tokens = FrameTokens.of(tf, parameters, encoder, frames);
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
    session.restore(checkpoint.toString());
    Map<String, Operand<TFloat32>> variables = new LinkedHashMap<>();
    parameters.all().forEach(p -> variables.put(p.name(), p.variable()));
    weights = Weights.fetch(session, variables);
  }

  /** The encoder's weights, saved with a head. */
  Weights weights() {
    return weights;
  }

  /**
   * Encodes frames.
   *
   * @param grays frames, each u8 [112, 112] row-major
   * @return float32 [n, 7, 7, width]
   */
  float[] tokens(List<byte[]> grays) {
    byte[] packed = new byte[grays.size() * WorkingFrame.PIXELS];
    for (int i = 0; i < grays.size(); i++) {
      byte[] gray = grays.get(i);
      System.arraycopy(gray, 0, packed, i * gray.length, gray.length);
    }
    Shape shape = Shape.of(grays.size(), WorkingFrame.SIDE, WorkingFrame.SIDE, 1);
    try (TUint8 input = TUint8.tensorOf(shape, DataBuffers.of(packed));
        Result result = session.runner().feed(frames, input).fetch(tokens).run()) {
      TFloat32 output = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(output.size())];
      output.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
