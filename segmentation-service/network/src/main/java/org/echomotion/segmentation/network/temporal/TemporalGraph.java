package org.echomotion.segmentation.network.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * The served temporal network, with the only signature {@code infer}: {@code features} float32 [n,
 * 64, 25] (see {@link TemporalNet#apply}) to {@code disks} float32 [n, 64, 21], 20 diameters and
 * the length in pixels, and {@code phases} float32 [n, 64, 3], the probabilities of neither,
 * end-diastole and end-systole.
 */
public final class TemporalGraph implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final Signature signature;

  /** Builds the graph and restores {@code checkpoint} (see {@link Weights}). */
  public TemporalGraph(TemporalConfig config, Path checkpoint) {
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> features =
        tf.withName("features")
            .placeholder(
                TFloat32.class,
                Placeholder.shape(Shape.of(-1, TemporalConfig.WINDOW, TemporalConfig.FEATURES)));
    TemporalNet.Outputs outputs = new TemporalNet(tf, new Parameters(tf), config).apply(features);
    signature =
        Signature.builder()
            .key("infer")
            .methodName("infer")
            .input("features", features)
            .output("disks", outputs.shape())
            .output("phases", tf.nn.softmax(outputs.phaseLogits()))
            .build();
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
    session.restore(checkpoint.toString());
  }

  /** Writes the saved model into {@code directory}. */
  public void export(Path directory) throws IOException {
    SavedModelBundle.exporter(directory.toString())
        .withSession(session)
        .withSignatures(signature)
        .export();
  }

  /**
   * Runs windows.
   *
   * @param features inputs [n, 64, 25], row-major
   * @return {@code disks} and {@code phases}, row-major
   */
  public Map<String, float[]> run(float[] features) {
    long windows = features.length / (TemporalConfig.WINDOW * TemporalConfig.FEATURES);
    Shape shape = Shape.of(windows, TemporalConfig.WINDOW, TemporalConfig.FEATURES);
    try (TFloat32 input = TFloat32.tensorOf(shape, DataBuffers.of(features));
        Result result = session.function(signature).call(Map.of("features", input))) {
      return Map.of("disks", values(result, "disks"), "phases", values(result, "phases"));
    }
  }

  private static float[] values(Result result, String name) {
    TFloat32 tensor = (TFloat32) result.get(name).orElseThrow();
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
