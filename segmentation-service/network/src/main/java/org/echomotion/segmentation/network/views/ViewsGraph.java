package org.echomotion.segmentation.network.views;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The served models of views, each with the encoder of its training and with one signature, {@code
 * infer}:
 *
 * <ul>
 *   <li>view classifier: {@code frames} u8 [n, 112, 112, 1] to {@code probabilities} float32 [n, 3]
 *       of A4C, A2C and other
 *   <li>study model: {@code a4c_ed}, {@code a4c_es}, {@code a2c_ed}, {@code a2c_es}, each u8 [n,
 *       112, 112, 1], to {@code ejection_fraction} float32 [n], percent
 * </ul>
 */
public final class ViewsGraph implements AutoCloseable {

  /** Inputs of the study model, in the order of {@link StudyHead}. */
  public static final List<String> STUDY_INPUTS = List.of("a4c_ed", "a4c_es", "a2c_ed", "a2c_es");

  private static final String SIGNATURE = "infer";

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Parameters parameters = new Parameters(tf);
  private final EncoderConfig encoder;
  private final Session session;
  private final Signature signature;

  private ViewsGraph(EncoderConfig encoder, boolean study, Weights weights, Path checkpoint) {
    this.encoder = encoder;
    this.signature = study ? study() : view();
    this.session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
    weights.write(checkpoint);
    session.restore(checkpoint.toString());
  }

  /**
   * Returns the graph of the view classifier.
   *
   * @param weights weights of the first encoder stages and of the head
   * @param checkpoint prefix of a temporary checkpoint for the weights
   */
  public static ViewsGraph ofView(EncoderConfig encoder, Weights weights, Path checkpoint) {
    return new ViewsGraph(encoder, false, weights, checkpoint);
  }

  /** Returns the graph of the study model; parameters as in {@link #ofView}. */
  public static ViewsGraph ofStudy(EncoderConfig encoder, Weights weights, Path checkpoint) {
    return new ViewsGraph(encoder, true, weights, checkpoint);
  }

  /** Writes the saved model. */
  public void export(Path directory) throws IOException {
    SavedModelBundle.exporter(directory.toString())
        .withSession(session)
        .withSignature(signature)
        .export();
  }

  private Signature view() {
    Placeholder<TUint8> frames = frames("frames");
    Operand<TFloat32> tokens = FrameTokens.of(tf, parameters, encoder, frames);
    Operand<TFloat32> logits = ViewHead.logits(tf, parameters, tokens, ForwardPass.inference());
    return Signature.builder()
        .key(SIGNATURE)
        .methodName(SIGNATURE)
        .input("frames", frames)
        .output("probabilities", tf.withName("probabilities").nn.softmax(logits))
        .build();
  }

  private Signature study() {
    List<Placeholder<TUint8>> frames = STUDY_INPUTS.stream().map(this::frames).toList();
    Operand<TUint8> all = tf.concat(List.<Operand<TUint8>>copyOf(frames), tf.constant(0));
    Operand<TFloat32> tokens = FrameTokens.of(tf, parameters, encoder, all);
    StudyHead.Answer answer = StudyHead.answer(tf, parameters, tokens, ForwardPass.inference(), 0);
    Signature.Builder builder = Signature.builder().key(SIGNATURE).methodName(SIGNATURE);
    for (int i = 0; i < frames.size(); i++) {
      builder.input(STUDY_INPUTS.get(i), frames.get(i));
    }
    Operand<TFloat32> percent =
        tf.math.minimum(
            tf.math.maximum(answer.ejectionFraction(), tf.constant(0f)), tf.constant(100f));
    return builder
        .output("ejection_fraction", tf.withName("ejection_fraction").identity(percent))
        .build();
  }

  private Placeholder<TUint8> frames(String name) {
    return tf.withName(name)
        .placeholder(
            TUint8.class, Placeholder.shape(Shape.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1)));
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
