package org.echomotion.segmentation.api;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.inference.InferTensorContents;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelInferResponse.InferOutputTensor;
import org.echomotion.contract.inference.ModelMetadataResponse.TensorMetadata;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;

/** Conversion of tensors between the Open Inference Protocol and a model of any tensors. */
final class FurtherTensors {

  /** Largest number of rows of a request. */
  static final int MOST_ROWS = 64;

  private FurtherTensors() {}

  /**
   * Runs a request's tensors through the model.
   *
   * @throws EchoMotionException {@link SegmentationError#BAD_TENSOR} if they do not match the model
   */
  static void infer(
      TensorModel model, ModelInferRequest request, ModelInferResponse.Builder answer) {
    List<Tensor> outputs;
    try {
      List<String> wanted = wanted(model, request);
      outputs = model.run(inputs(request)).stream().filter(t -> wanted.contains(t.name())).toList();
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(
          e, SegmentationError.BAD_TENSOR, String.valueOf(e.getMessage()));
    }
    for (Tensor output : outputs) {
      answer
          .addOutputs(
              InferOutputTensor.newBuilder()
                  .setName(output.name())
                  .setDatatype(output.type().name())
                  .addAllShape(output.shape()))
          .addRawOutputContents(ByteString.copyFrom(output.values()));
    }
  }

  private static List<String> wanted(TensorModel model, ModelInferRequest request) {
    List<String> all = model.outputs().stream().map(Tensor.Spec::name).toList();
    if (request.getOutputsCount() == 0) {
      return all;
    }
    List<String> wanted = request.getOutputsList().stream().map(o -> o.getName()).toList();
    for (String name : wanted) {
      if (!all.contains(name)) {
        throw new IllegalArgumentException("unknown output '" + name + "'");
      }
    }
    return wanted;
  }

  private static List<Tensor> inputs(ModelInferRequest request) {
    boolean raw = request.getRawInputContentsCount() > 0;
    if (raw && request.getRawInputContentsCount() != request.getInputsCount()) {
      throw new IllegalArgumentException("raw_input_contents must have one entry per input");
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < request.getInputsCount(); i++) {
      InferInputTensor input = request.getInputs(i);
      if (input.getShapeCount() == 0 || input.getShape(0) < 1 || input.getShape(0) > MOST_ROWS) {
        throw new IllegalArgumentException("a request must have 1 to " + MOST_ROWS + " rows");
      }
      if (raw && input.hasContents()) {
        throw new IllegalArgumentException(
            "values must be in either contents or raw_input_contents");
      }
      tensors.add(
          new Tensor(
              input.getName(),
              type(input),
              input.getShapeList(),
              raw
                  ? request.getRawInputContents(i).asReadOnlyByteBuffer()
                  : bytes(input.getContents(), type(input))));
    }
    return tensors;
  }

  private static Tensor.Type type(InferInputTensor input) {
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(input.getDatatype())) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'" + input.getName() + "' has the unsupported datatype '" + input.getDatatype() + "'");
  }

  private static ByteBuffer bytes(InferTensorContents contents, Tensor.Type type) {
    if (type == Tensor.Type.UINT8) {
      ByteBuffer bytes = ByteBuffer.allocate(contents.getUintContentsCount());
      contents.getUintContentsList().forEach(value -> bytes.put(value.byteValue()));
      return bytes.flip();
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(contents.getFp32ContentsCount() * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    contents.getFp32ContentsList().forEach(bytes::putFloat);
    return bytes.flip();
  }

  static TensorMetadata metadata(Tensor.Spec spec) {
    return TensorMetadata.newBuilder()
        .setName(spec.name())
        .setDatatype(spec.type().name())
        .addAllShape(spec.shape())
        .build();
  }
}
