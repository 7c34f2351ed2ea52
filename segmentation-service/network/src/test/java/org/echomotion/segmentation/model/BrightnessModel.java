package org.echomotion.segmentation.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.echomotion.frame.WorkingFrame;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A real saved model with the signatures of a trained one and a rule that can be checked by hand:
 * logit = (gray - 127.5) / 8, heat = gray / 255.
 */
public final class BrightnessModel {

  public static final String NAME = "brightness";
  public static final String VERSION = "0.0.1";

  private BrightnessModel() {}

  /** Probability that the model gives to a gray value. */
  public static double probability(int gray) {
    return 1 / (1 + Math.exp(-(gray - 127.5) / 8));
  }

  /** Writes the model directory {@code repository/brightness}. */
  public static Path write(Path repository) throws IOException {
    Path directory = Files.createDirectories(repository.resolve(NAME));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TUint8> frames =
          tf.placeholder(
              TUint8.class,
              Placeholder.shape(Shape.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1)));
      Operand<TFloat32> gray = tf.dtypes.cast(frames, TFloat32.class);
      Variable<TFloat32> scale = tf.variable(tf.constant(1 / 8f));
      Operand<TFloat32> logits = tf.math.mul(tf.math.sub(gray, tf.constant(127.5f)), scale);
      Operand<TFloat32> heat =
          tf.reshape(
              tf.math.div(gray, tf.constant(255f)),
              tf.constant(new int[] {-1, WorkingFrame.SIDE, WorkingFrame.SIDE}));
      Signature segment =
          Signature.builder()
              .key("segment")
              .input("frames", frames)
              .output("logits", logits)
              .output("probabilities", tf.math.sigmoid(logits))
              .build();
      Signature gradCam =
          Signature.builder()
              .key("grad_cam")
              .input("frames", frames)
              .output("heatmap", heat)
              .build();
      try (Session session = new Session(graph)) {
        session.initialize();
        SavedModelBundle.exporter(directory.toString())
            .withSession(session)
            .withSignatures(segment, gradCam)
            .export();
      }
    }
    writeManifest(directory, ModelFingerprint.of(directory));
    return directory;
  }

  public static void writeManifest(Path directory, String sha256) throws IOException {
    new ObjectMapper()
        .writeValue(
            directory.resolve("model.json").toFile(),
            Map.of(
                "name",
                NAME,
                "version",
                VERSION,
                "sha256",
                sha256,
                "inputShape",
                List.of(112, 112, 1),
                "preprocessingVersion",
                "v1",
                "licence",
                "Apache-2.0",
                "metrics",
                Map.of()));
  }
}
