package org.echomotion.segmentation.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.Frame;
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

/** One loaded model. Safe for several threads; each run stays on its caller's thread. */
public final class ModelEngine implements BatchRunner, AutoCloseable {

  private final SavedModelBundle bundle;
  private final BatchSettings settings;
  private final Map<ServedSignature, SessionFunction> functions = new HashMap<>();

  /**
   * Loads a model and runs each signature once, so that the first request does not pay for it.
   *
   * @throws EchoMotionException {@link SegmentationError#DAMAGED_MODEL} if it cannot be loaded or
   *     lacks a signature
   */
  public static ModelEngine load(ModelRepository.CheckedModel model, BatchSettings settings) {
    String name = model.manifest().name();
    ModelEngine engine = null;
    try {
      engine = new ModelEngine(model, settings);
      for (ServedSignature signature : ServedSignature.values()) {
        engine.run(signature, List.of(new byte[Frame.PIXELS]));
      }
      return engine;
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      if (engine != null) {
        engine.close();
      }
      throw new EchoMotionException(
          e, SegmentationError.DAMAGED_MODEL, name, "TensorFlow does not run it: " + firstLine(e));
    }
  }

  private ModelEngine(ModelRepository.CheckedModel model, BatchSettings settings) {
    this.settings = settings;
    this.bundle = SavedModels.load(model.files());
    for (ServedSignature signature : ServedSignature.values()) {
      functions.put(signature, bundle.function(signature.key()));
    }
  }

  @Override
  public List<FrameOutputs> run(ServedSignature signature, List<byte[]> frames) {
    int batch = settings.batchSize(signature);
    if (frames.isEmpty() || frames.size() > batch) {
      throw new IllegalArgumentException(
          "A batch holds 1 to " + batch + " frames, not " + frames.size() + ".");
    }
    byte[] packed = new byte[batch * Frame.PIXELS];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, packed, i * Frame.PIXELS, Frame.PIXELS);
    }
    Shape shape = Shape.of(batch, Frame.SIDE, Frame.SIDE, 1);
    try (TUint8 input = TUint8.tensorOf(shape, DataBuffers.of(packed));
        Result result = functions.get(signature).call(Map.of(ServedSignature.INPUT, input))) {
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
                .orElseThrow(
                    () -> new IllegalStateException("it gives no output " + output.name()));
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

  /** No run may be under way. */
  @Override
  public void close() {
    bundle.close();
  }
}
