package org.echomotion.segmentation.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A loaded model with the inputs and outputs of its signature {@value #SIGNATURE}, float32 or
 * uint8, rows first. It has no batcher, because a request is a batch. Thread-safe; each run stays
 * on its caller's thread.
 */
public final class TensorModel implements AutoCloseable {

  /** Key of the only signature. */
  public static final String SIGNATURE = "infer";

  private final ModelManifest manifest;
  private final SavedModelBundle bundle;
  private final SessionFunction function;
  private final List<Tensor.Spec> inputs;
  private final List<Tensor.Spec> outputs;

  /**
   * Loads a model and runs it once on one row of zeros.
   *
   * @throws EchoMotionException {@link SegmentationError#DAMAGED_MODEL} if it cannot be loaded or
   *     run
   */
  public static TensorModel load(ModelRepository.CheckedModel model) {
    TensorModel loaded = null;
    try {
      loaded = new TensorModel(model);
      loaded.run(loaded.inputs.stream().map(TensorModel::zeros).toList());
      return loaded;
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      if (loaded != null) {
        loaded.close();
      }
      throw new EchoMotionException(
          e,
          SegmentationError.DAMAGED_MODEL,
          model.manifest().name(),
          "TensorFlow cannot run it: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private TensorModel(ModelRepository.CheckedModel model) {
    manifest = model.manifest();
    bundle = SavedModels.load(model.files());
    try {
      function = bundle.function(SIGNATURE);
      inputs = specs(function.signature().getInputs());
      outputs = specs(function.signature().getOutputs());
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** By name. */
  public List<Tensor.Spec> inputs() {
    return inputs;
  }

  /** By name. */
  public List<Tensor.Spec> outputs() {
    return outputs;
  }

  /**
   * Runs the model once.
   *
   * @param given tensors, one per input
   * @return tensors, one per output, in the order of {@link #outputs}
   * @throws IllegalArgumentException if the inputs do not match the signature
   */
  public List<Tensor> run(List<Tensor> given) {
    Map<String, TType> fed = new LinkedHashMap<>();
    try {
      for (Tensor.Spec spec : inputs) {
        fed.put(spec.name(), tensor(spec, given));
      }
      if (given.size() != inputs.size()) {
        throw new IllegalArgumentException("the inputs must be " + inputs);
      }
      try (Result result = function.call(Map.copyOf(fed))) {
        List<Tensor> values = new ArrayList<>();
        for (Tensor.Spec spec : outputs) {
          values.add(read(spec.name(), (TFloat32) result.get(spec.name()).orElseThrow()));
        }
        return values;
      }
    } finally {
      fed.values().forEach(TType::close);
    }
  }

  private static TType tensor(Tensor.Spec spec, List<Tensor> given) {
    Tensor tensor =
        given.stream()
            .filter(t -> t.name().equals(spec.name()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("input '" + spec.name() + "' is missing"));
    if (tensor.type() != spec.type() || !spec.takes(tensor.shape())) {
      throw new IllegalArgumentException(
          "'%s' is %s %s, not %s %s"
              .formatted(spec.name(), spec.type(), spec.shape(), tensor.type(), tensor.shape()));
    }
    Shape shape = Shape.of(tensor.shape().stream().mapToLong(Long::longValue).toArray());
    if (tensor.type() == Tensor.Type.FP32) {
      return TFloat32.tensorOf(shape, DataBuffers.of(tensor.floats()));
    }
    byte[] bytes = new byte[tensor.values().remaining()];
    tensor.values().get(bytes);
    return TUint8.tensorOf(shape, DataBuffers.of(bytes));
  }

  private static Tensor read(String name, TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    List<Long> shape = new ArrayList<>();
    for (long size : tensor.shape().asArray()) {
      shape.add(size);
    }
    return Tensor.of(name, shape, values);
  }

  private static List<Tensor.Spec> specs(Map<String, Signature.TensorDescription> tensors) {
    List<Tensor.Spec> specs = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          List<Long> shape = new ArrayList<>();
          for (long size : tensor.shape.asArray()) {
            shape.add(size);
          }
          specs.add(new Tensor.Spec(name, type(name, tensor.dataType), shape));
        });
    specs.sort(Comparator.comparing(Tensor.Spec::name));
    return List.copyOf(specs);
  }

  private static Tensor.Type type(String name, DataType type) {
    return switch (type) {
      case DT_FLOAT -> Tensor.Type.FP32;
      case DT_UINT8 -> Tensor.Type.UINT8;
      default ->
          throw new IllegalArgumentException("'" + name + "' has the unsupported type " + type);
    };
  }

  private static Tensor zeros(Tensor.Spec spec) {
    List<Long> shape = spec.shape().stream().map(size -> size < 0 ? 1L : size).toList();
    int values = Math.toIntExact(shape.stream().reduce(1L, (a, b) -> a * b));
    return new Tensor(
        spec.name(),
        spec.type(),
        shape,
        ByteBuffer.allocate(values * spec.type().bytes()).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** No run may be in progress. */
  @Override
  public void close() {
    bundle.close();
  }
}
