package org.echomotion.segmentation.serving;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.SavedModels;
import org.echomotion.segmentation.model.ServedSignature;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * One loaded model. Thread-safe; each run stays on its caller's thread.
 *
 * <p>On some processors a frame is rounded differently at different positions in a batch. The
 * engine checks this when it loads a model. On such a processor frames run one at a time, so that a
 * frame's bits never depend on its batch.
 */
public final class ModelEngine implements BatchRunner, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ModelEngine.class.getName());

  private final SavedModelBundle bundle;
  private final BatchSettings settings;
  private final Map<ServedSignature, Integer> framesPerRun = new EnumMap<>(ServedSignature.class);
  private final Map<ServedSignature, SessionFunction> functions = new HashMap<>();

  /**
   * Loads a model and runs each signature once, so that the first request is not slow. This run
   * also determines the number of frames per run.
   *
   * @throws EchoMotionException {@link SegmentationError#DAMAGED_MODEL} if it cannot be loaded or a
   *     signature is missing
   */
  public static ModelEngine load(ModelRepository.CheckedModel model, BatchSettings settings) {
    String name = model.manifest().name();
    ModelEngine engine = null;
    try {
      engine = new ModelEngine(model, settings);
      for (ServedSignature signature : ServedSignature.values()) {
        engine.warmUp(signature, name);
      }
      return engine;
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      if (engine != null) {
        engine.close();
      }
      throw new EchoMotionException(
          e, SegmentationError.DAMAGED_MODEL, name, "TensorFlow cannot run it: " + firstLine(e));
    }
  }

  private ModelEngine(ModelRepository.CheckedModel model, BatchSettings settings) {
    this.settings = settings;
    this.bundle = SavedModels.load(model.files());
    for (ServedSignature signature : ServedSignature.values()) {
      functions.put(signature, bundle.function(signature.key()));
    }
  }

  /**
   * Runs one picture at every position of a batch. If the outputs are not the same bits, frames run
   * one at a time.
   */
  private void warmUp(ServedSignature signature, String name) {
    byte[] picture = new byte[WorkingFrame.PIXELS];
    new Random(1).nextBytes(picture);
    int batch = settings.batchSize(signature);
    List<FrameOutputs> outputs = runTogether(signature, Collections.nCopies(batch, picture), batch);
    for (ServedSignature.Output output : signature.outputs()) {
      float[] first = outputs.get(0).get(output.name());
      if (!outputs.stream().allMatch(o -> Arrays.equals(o.get(output.name()), first))) {
        LOG.log(
            Level.INFO,
            "This processor rounds differently at different positions in a batch of {0}."
                + " {1} therefore runs one frame at a time.",
            batch,
            name);
        batch = 1;
        runTogether(signature, List.of(picture), batch);
        break;
      }
    }
    framesPerRun.put(signature, batch);
  }

  @Override
  public List<FrameOutputs> run(ServedSignature signature, List<byte[]> frames) {
    int batch = settings.batchSize(signature);
    if (frames.isEmpty() || frames.size() > batch) {
      throw new IllegalArgumentException(
          "A batch must have 1 to " + batch + " frames, not " + frames.size() + ".");
    }
    int together = Objects.requireNonNull(framesPerRun.get(signature));
    if (together == batch) {
      return runTogether(signature, frames, batch);
    }
    return frames.stream()
        .map(frame -> runTogether(signature, List.of(frame), together).get(0))
        .toList();
  }

  /** Runs {@code frames} in one batch of the given size, padded with black frames. */
  private List<FrameOutputs> runTogether(
      ServedSignature signature, List<byte[]> frames, int batch) {
    byte[] packed = new byte[batch * WorkingFrame.PIXELS];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, packed, i * WorkingFrame.PIXELS, WorkingFrame.PIXELS);
    }
    Shape shape = Shape.of(batch, WorkingFrame.SIDE, WorkingFrame.SIDE, 1);
    try (TUint8 input = TUint8.tensorOf(shape, DataBuffers.of(packed));
        Result result =
            Objects.requireNonNull(functions.get(signature))
                .call(Map.of(ServedSignature.INPUT, input))) {
      List<Map<String, float[]>> perFrame = new ArrayList<>();
      frames.forEach(f -> perFrame.add(new HashMap<>()));
      for (ServedSignature.Output output : signature.outputs()) {
        FloatDataBuffer values = values(result, output, batch);
        for (int i = 0; i < frames.size(); i++) {
          float[] own = new float[output.frameLength()];
          values.slice((long) i * own.length, own.length).read(own);
          perFrame.get(i).put(output.name(), own);
        }
      }
      return perFrame.stream().map(FrameOutputs::new).toList();
    }
  }

  private static FloatDataBuffer values(Result result, ServedSignature.Output output, int batch) {
    TFloat32 tensor =
        (TFloat32)
            result
                .get(output.name())
                .orElseThrow(() -> new IllegalStateException("it has no output " + output.name()));
    long expected = (long) batch * output.frameLength();
    if (tensor.shape().size() != expected) {
      throw new IllegalStateException(
          "its output " + output.name() + " has the shape " + tensor.shape());
    }
    return tensor.asRawTensor().data().asFloats();
  }

  private static String firstLine(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** No run may be in progress. */
  @Override
  public void close() {
    bundle.close();
  }
}
