package org.echomotion.xai.gradcam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.echomotion.contract.inference.InferTensorContents;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;
import org.junit.jupiter.api.Test;

class GradCamTest {

  @Test
  void asksInTheWordsOfTheOpenInferenceProtocol() {
    ModelInferRequest request =
        GradCam.request(
            List.of(new byte[] {1, 2, 3, 4, 5, 6}, new byte[] {7, 8, 9, 10, 11, 12}), 2, 3);
    assertEquals("grad_cam", request.getModelName());
    assertEquals("frames", request.getInputs(0).getName());
    assertEquals("UINT8", request.getInputs(0).getDatatype());
    assertEquals(List.of(2L, 2L, 3L, 1L), request.getInputs(0).getShapeList());
    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
        request.getRawInputContents(0).toByteArray());
  }

  @Test
  void readsLittleEndianBytesAndScalesEachHeatmapToOne() {
    List<Heatmap> heatmaps = GradCam.heatmaps(raw("FP32", 0, 2, -3, 4, 0, 0, 0, 0), 2, 2, 2);
    assertArrayEquals(new float[] {0, 0.5f, 0, 1}, heatmaps.get(0).values());
    assertArrayEquals(new float[] {0, 0, 0, 0}, heatmaps.get(1).values());
  }

  @Test
  void readsTypedContentsToo() {
    ModelInferResponse.Builder response = raw("FP32").toBuilder().clearRawOutputContents();
    response
        .getOutputsBuilder(0)
        .setContents(
            InferTensorContents.newBuilder()
                .addAllFp32Contents(List.of(1f, 2f, 3f, 4f, 8f, 6f, 4f, 2f)));
    assertArrayEquals(
        new float[] {1, 0.75f, 0.5f, 0.25f},
        GradCam.heatmaps(response.build(), 2, 2, 2).get(1).values());
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertUnusable(raw("FP64", 0, 0, 0, 0, 0, 0, 0, 0));
    assertUnusable(raw("FP32", 0, 0, 0));
    assertUnusable(raw("FP32", 0, Float.NaN, 0, 0, 0, 0, 0, 0));
    assertUnusable(raw("FP32", 0, Float.POSITIVE_INFINITY, 0, 0, 0, 0, 0, 0));
    assertUnusable(ModelInferResponse.getDefaultInstance());
  }

  private static void assertUnusable(ModelInferResponse response) {
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> GradCam.heatmaps(response, 2, 2, 2));
    assertEquals(XaiError.GRAD_CAM_UNUSABLE, refused.code());
  }

  private static ModelInferResponse raw(String datatype, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return ModelInferResponse.newBuilder()
        .addOutputs(
            ModelInferResponse.InferOutputTensor.newBuilder()
                .setName("heatmap")
                .setDatatype(datatype)
                .addShape(2)
                .addShape(2)
                .addShape(2))
        .addRawOutputContents(ByteString.copyFrom(bytes.array()))
        .build();
  }
}
