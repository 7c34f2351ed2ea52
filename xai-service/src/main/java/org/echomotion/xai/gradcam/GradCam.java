package org.echomotion.xai.gradcam;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelInferResponse.InferOutputTensor;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;

/** Requests and answers of the model server's {@code grad_cam} in the Open Inference Protocol. */
public final class GradCam {

  private static final String MODEL = "grad_cam";
  private static final String INPUT = "frames";
  private static final String OUTPUT = "heatmap";

  private GradCam() {}

  /**
   * Creates the request for the heatmaps of some frames.
   *
   * @param frames frames, each uint8 [height, width], row-major
   * @return a request with one input {@code frames}, UINT8 [n, height, width, 1]
   */
  public static ModelInferRequest request(List<byte[]> frames, int height, int width) {
    ByteString.Output pixels = ByteString.newOutput(frames.size() * height * width);
    for (byte[] frame : frames) {
      pixels.write(frame, 0, frame.length);
    }
    return ModelInferRequest.newBuilder()
        .setModelName(MODEL)
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName(INPUT)
                .setDatatype("UINT8")
                .addShape(frames.size())
                .addShape(height)
                .addShape(width)
                .addShape(1))
        .addOutputs(ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName(OUTPUT))
        .addRawInputContents(pixels.toByteString())
        .build();
  }

  /**
   * Reads the answer to {@link #request}.
   *
   * @param count number of requested frames
   * @return heatmaps, one per frame, in that order
   * @throws EchoMotionException {@code GRAD_CAM_UNUSABLE} if the answer has no output {@code
   *     heatmap} of FP32 [count, height, width], or has values that are not finite
   */
  public static List<Heatmap> heatmaps(
      ModelInferResponse response, int count, int height, int width) {
    float[] values = values(response, List.of((long) count, (long) height, (long) width));
    List<Heatmap> heatmaps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] one = new float[height * width];
      System.arraycopy(values, i * one.length, one, 0, one.length);
      heatmaps.add(Heatmap.of(height, width, one));
    }
    return heatmaps;
  }

  private static float[] values(ModelInferResponse response, List<Long> shape) {
    for (int i = 0; i < response.getOutputsCount(); i++) {
      InferOutputTensor output = response.getOutputs(i);
      if (!output.getName().equals(OUTPUT)) {
        continue;
      }
      if (!output.getDatatype().equals("FP32") || !output.getShapeList().equals(shape)) {
        throw new EchoMotionException(
            XaiError.GRAD_CAM_UNUSABLE,
            "it is " + output.getDatatype() + " " + output.getShapeList() + ", not FP32 " + shape);
      }
      float[] values =
          new float[(int) shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)];
      if (response.getRawOutputContentsCount() > i
          && response.getRawOutputContents(i).size() == values.length * Float.BYTES) {
        ByteBuffer bytes = response.getRawOutputContents(i).asReadOnlyByteBuffer();
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
      }
      if (output.getContents().getFp32ContentsCount() == values.length) {
        for (int k = 0; k < values.length; k++) {
          values[k] = output.getContents().getFp32Contents(k);
        }
        return values;
      }
      throw new EchoMotionException(
          XaiError.GRAD_CAM_UNUSABLE, "its length does not match its shape " + shape);
    }
    throw new EchoMotionException(XaiError.GRAD_CAM_UNUSABLE, "it has no output " + OUTPUT);
  }
}
