package org.echomotion.segmentation.api;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echomotion.contract.inference.InferTensorContents;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelInferResponse.InferOutputTensor;
import org.echomotion.contract.inference.ModelMetadataResponse.TensorMetadata;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ServedSignature;

/** Conversion between tensors of the Open Inference Protocol and frames. */
final class InferenceTensors {

  /**
   * Largest number of frames of a request. The answer stays below the clients' default limit of 4
   * MiB.
   */
  static final int MOST_FRAMES = 32;

  private static final String INPUT_TYPE = "UINT8";
  private static final String OUTPUT_TYPE = "FP32";
  private static final List<Long> FRAME_SHAPE =
      List.of((long) WorkingFrame.SIDE, (long) WorkingFrame.SIDE, 1L);

  private InferenceTensors() {}

  /**
   * The frames of a request.
   *
   * @return frames, each uint8 [112, 112] row-major
   * @throws EchoMotionException {@link SegmentationError#BAD_TENSOR}
   */
  static List<byte[]> frames(ModelInferRequest request) {
    if (request.getInputsCount() != 1
        || !request.getInputs(0).getName().equals(ServedSignature.INPUT)) {
      throw bad("the only input must be '" + ServedSignature.INPUT + "'");
    }
    InferInputTensor input = request.getInputs(0);
    if (!input.getDatatype().equals(INPUT_TYPE)) {
      throw bad("'frames' must have the datatype UINT8, not '" + input.getDatatype() + "'");
    }
    List<Long> shape = input.getShapeList();
    if (shape.size() != 4 || !shape.subList(1, 4).equals(FRAME_SHAPE)) {
      throw bad("'frames' must have the shape [n, 112, 112, 1], not " + shape);
    }
    if (shape.get(0) < 1 || shape.get(0) > MOST_FRAMES) {
      throw bad("a request must have 1 to " + MOST_FRAMES + " frames, not " + shape.get(0));
    }
    int frames = shape.get(0).intValue();
    byte[] pixels = pixels(request, input, frames * WorkingFrame.PIXELS);
    List<byte[]> each = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      each.add(Arrays.copyOfRange(pixels, i * WorkingFrame.PIXELS, (i + 1) * WorkingFrame.PIXELS));
    }
    return each;
  }

  private static byte[] pixels(ModelInferRequest request, InferInputTensor input, int length) {
    InferTensorContents contents = input.getContents();
    boolean raw = request.getRawInputContentsCount() > 0;
    if (raw && input.hasContents()) {
      throw bad("values must be in either contents or raw_input_contents");
    }
    if (raw && request.getRawInputContentsCount() != 1) {
      throw bad("raw_input_contents must have one entry per input");
    }
    int given = raw ? request.getRawInputContents(0).size() : contents.getUintContentsCount();
    if (given != length) {
      throw bad("the shape needs " + length + " values, but " + given + " were sent");
    }
    if (raw) {
      return request.getRawInputContents(0).toByteArray();
    }
    byte[] pixels = new byte[length];
    for (int i = 0; i < length; i++) {
      int value = contents.getUintContents(i);
      if (value < 0 || value > 255) {
        throw bad("a UINT8 value must be 0 to 255");
      }
      pixels[i] = (byte) value;
    }
    return pixels;
  }

  /**
   * Returns the requested outputs, or all if the request names none.
   *
   * @throws EchoMotionException {@link SegmentationError#BAD_TENSOR} for an unknown output
   */
  static List<ServedSignature.Output> wanted(ModelInferRequest request, ServedSignature signature) {
    if (request.getOutputsCount() == 0) {
      return signature.outputs();
    }
    return request.getOutputsList().stream()
        .map(
            asked ->
                signature.outputs().stream()
                    .filter(o -> o.name().equals(asked.getName()))
                    .findFirst()
                    .orElseThrow(() -> bad("unknown output '" + asked.getName() + "'")))
        .toList();
  }

  /** Adds outputs to an answer, values as little-endian bytes. */
  static void add(
      ModelInferResponse.Builder answer,
      List<ServedSignature.Output> outputs,
      List<FrameOutputs> frames) {
    for (ServedSignature.Output output : outputs) {
      InferOutputTensor.Builder tensor =
          InferOutputTensor.newBuilder()
              .setName(output.name())
              .setDatatype(OUTPUT_TYPE)
              .addShape(frames.size());
      output.frameShape().forEach(tensor::addShape);
      answer.addOutputs(tensor);
      ByteBuffer bytes =
          ByteBuffer.allocate(frames.size() * output.frameLength() * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      for (FrameOutputs frame : frames) {
        bytes.asFloatBuffer().put(frame.get(output.name()));
        bytes.position(bytes.position() + output.frameLength() * Float.BYTES);
      }
      answer.addRawOutputContents(ByteString.copyFrom(bytes.flip()));
    }
  }

  static TensorMetadata inputMetadata() {
    return TensorMetadata.newBuilder()
        .setName(ServedSignature.INPUT)
        .setDatatype(INPUT_TYPE)
        .addShape(-1)
        .addAllShape(FRAME_SHAPE)
        .build();
  }

  static TensorMetadata outputMetadata(ServedSignature.Output output) {
    TensorMetadata.Builder tensor =
        TensorMetadata.newBuilder().setName(output.name()).setDatatype(OUTPUT_TYPE).addShape(-1);
    output.frameShape().forEach(tensor::addShape);
    return tensor.build();
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(SegmentationError.BAD_TENSOR, what);
  }
}
