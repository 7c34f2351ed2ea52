package org.echomotion.segmentation.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.model.FrameSegmenter;
import org.echomotion.segmentation.model.SignatureSegmenter;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The served network, separate from the training graph and without the optimizer. Signatures, all
 * with input {@code frames} u8 [n, 112, 112, 1]:
 *
 * <ul>
 *   <li>{@code segment}: {@code logits} and {@code probabilities} of the left ventricle, float32
 *       [n, 112, 112, 1]
 *   <li>{@code segment_uncertain}, with {@code seed} int64 scalar: {@code probabilities}, the mean
 *       of {@link NetworkConfig#MONTE_CARLO_SAMPLES} dropout samples (Gal and Ghahramani, ICML
 *       2016), and {@code entropy} of that mean in nats, 0 to ln 2, both float32 [n, 112, 112, 1]
 *   <li>{@code grad_cam}: {@code heatmap} float32 [n, 112, 112], 0 to 1; all 0 if no ventricle is
 *       detected
 * </ul>
 *
 * <p>Every left-ventricle logit is first divided by the temperature (Guo et al., ICML 2017).
 * Probabilities and entropies are therefore calibrated. The outline at probability 0.5 does not
 * depend on the temperature.
 *
 * <p>With one thread and n a multiple of 8, a frame's bits depend neither on its position in the
 * batch nor on its neighbours. With other n, the rows left over by vector instructions are computed
 * differently, and the last bit of a logit may depend on the position.
 */
public final class InferenceGraph implements AutoCloseable {

  /** Decoder fusion used by Grad-CAM: side 28, the finest with wide context. */
  private static final int EXPLAINED_LEVEL = 2;

  private static final float EPSILON = 1e-7f;

  private static final float UNCALIBRATED = 1f;

  private final Graph graph = new Graph();
  private final Session session;
  private final List<Signature> signatures;
  private final Parameters parameters;

  /** As below, with temperature 1. */
  public InferenceGraph(NetworkConfig config, Path checkpoint, int threads) {
    this(config, checkpoint, threads, UNCALIBRATED);
  }

  /**
   * Builds the graph and restores {@code checkpoint} (see {@link Weights}).
   *
   * @param threads threads per operation; 1 needs the least CPU per frame
   * @param temperature a constant of the graph, above 0; 1 does not change the trained logits
   */
  public InferenceGraph(NetworkConfig config, Path checkpoint, int threads, float temperature) {
    if (!(temperature > 0) || Float.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "The temperature must be above 0, not " + temperature + ".");
    }
    Ops tf = Ops.create(graph);
    parameters = new Parameters(tf);
    EchoMotionNet net = new EchoMotionNet(tf, parameters, config);
    Placeholder<TUint8> frames =
        tf.withName("frames")
            .placeholder(
                TUint8.class,
                Placeholder.shape(Shape.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1)));
    Placeholder<TInt64> seed =
        tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    EchoMotionNet.Features features = net.encode(frames, ForwardPass.inference());
    EchoMotionNet.Decoded decoded = net.decode(features, ForwardPass.inference());
    Operand<TFloat32> calibration = tf.withName("temperature").constant(temperature);
    Operand<TFloat32> logits =
        tf.withName("logits").math.div(net.leftVentricle(decoded.logits()), calibration);
    Operand<TFloat32> probabilities = tf.withName("probabilities").math.sigmoid(logits);
    Operand<TFloat32> mean = monteCarloMean(tf, net, features, seed, calibration);
    signatures =
        List.of(
            Signature.builder()
                .key("segment")
                .methodName("segment")
                .input("frames", frames)
                .output("logits", logits)
                .output("probabilities", probabilities)
                .build(),
            Signature.builder()
                .key("segment_uncertain")
                .methodName("segment_uncertain")
                .input("frames", frames)
                .input("seed", seed)
                .output("probabilities", mean)
                .output("entropy", entropy(tf, mean))
                .build(),
            Signature.builder()
                .key("grad_cam")
                .methodName("grad_cam")
                .input("frames", frames)
                .output("heatmap", heatmap(tf, logits, decoded.fused().get(EXPLAINED_LEVEL)))
                .build());
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
    session.restore(checkpoint.toString());
  }

  /** Writes the saved model with its three signatures into {@code directory}. */
  public void export(Path directory) throws IOException {
    SavedModelBundle.exporter(directory.toString())
        .withSession(session)
        .withSignatures(signatures.toArray(Signature[]::new))
        .export();
  }

  /** Runs {@code segment}. Several threads may use the session. */
  public FrameSegmenter segmenter(int batch) {
    return new SignatureSegmenter(session.function(signatures.get(0)), batch);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private static Operand<TFloat32> monteCarloMean(
      Ops tf,
      EchoMotionNet net,
      EchoMotionNet.Features features,
      Operand<TInt64> seed,
      Operand<TFloat32> temperature) {
    List<Operand<TFloat32>> samples = new ArrayList<>();
    for (int i = 0; i < NetworkConfig.MONTE_CARLO_SAMPLES; i++) {
      Operand<TFloat32> logits = net.decode(features, ForwardPass.monteCarlo(seed, i)).logits();
      samples.add(tf.math.sigmoid(tf.math.div(net.leftVentricle(logits), temperature)));
    }
    return tf.math.mul(tf.math.addN(samples), tf.constant(1f / NetworkConfig.MONTE_CARLO_SAMPLES));
  }

  /** -p ln p - (1-p) ln (1-p). */
  private static Operand<TFloat32> entropy(Ops tf, Operand<TFloat32> probability) {
    Operand<TFloat32> p =
        tf.math.minimum(
            tf.math.maximum(probability, tf.constant(EPSILON)), tf.constant(1 - EPSILON));
    Operand<TFloat32> q = tf.math.sub(tf.constant(1f), p);
    return tf.math.neg(tf.math.add(tf.math.mul(p, tf.math.log(p)), tf.math.mul(q, tf.math.log(q))));
  }

  /**
   * Grad-CAM (Selvaraju et al., ICCV 2017) of the summed logit inside the predicted ventricle. The
   * frames of a batch are independent, so one gradient of the sum is enough for all.
   */
  private static Operand<TFloat32> heatmap(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> maps) {
    Operand<TFloat32> inside =
        tf.stopGradient(tf.dtypes.cast(tf.math.greater(logits, tf.constant(0f)), TFloat32.class));
    Operand<TFloat32> score =
        tf.reduceSum(tf.math.mul(logits, inside), tf.constant(new int[] {0, 1, 2, 3}));
    Operand<TFloat32> gradient = tf.gradients(score, List.of(maps)).dy(0);
    Operand<TFloat32> weights =
        tf.math.mean(gradient, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    Operand<TFloat32> map =
        tf.nn.relu(
            tf.reduceSum(tf.math.mul(weights, maps), tf.constant(3), ReduceSum.keepDims(true)));
    Operand<TFloat32> large = new Layers(tf, new Parameters(tf)).resize(map, WorkingFrame.SIDE);
    Operand<TFloat32> peak =
        tf.reduceMax(large, tf.constant(new int[] {1, 2, 3}), ReduceMax.keepDims(true));
    Operand<TFloat32> scaled = tf.math.divNoNan(large, peak);
    return tf.withName("heatmap")
        .reshape(scaled, tf.constant(new int[] {-1, WorkingFrame.SIDE, WorkingFrame.SIDE}));
  }
}
