package org.echomotion.segmentation.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URL;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.InferTensorContents;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferRequest.InferInputTensor;
import org.echomotion.contract.inference.ModelInferRequest.InferRequestedOutputTensor;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.contract.inference.ModelReadyRequest;
import org.echomotion.contract.inference.ServerLiveRequest;
import org.echomotion.contract.inference.ServerMetadataRequest;
import org.echomotion.contract.inference.ServerReadyRequest;
import org.echomotion.segmentation.model.BrightnessModel;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationChannels.class)
class InferenceCallsTest {

  private static final int PIXELS = 112 * 112;

  @TestHTTPResource("/")
  URL address;

  @TestHTTPResource(value = "/health/ready", management = true)
  URL health;

  private ManagedChannel channel;
  private GRPCInferenceServiceBlockingStub server;

  @BeforeEach
  void open() {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    server = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    await().until(() -> server.serverReady(ServerReadyRequest.getDefaultInstance()).getReady());
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  /** Each pixel of frame i has the gray level 100 + i. */
  private static byte[] grays(int frames) {
    byte[] pixels = new byte[frames * PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (100 + i / PIXELS);
    }
    return pixels;
  }

  private static InferInputTensor.Builder input(int frames) {
    return InferInputTensor.newBuilder()
        .setName("frames")
        .setDatatype("UINT8")
        .addAllShape(List.of((long) frames, 112L, 112L, 1L));
  }

  private static ModelInferRequest.Builder request(String model, int frames) {
    return ModelInferRequest.newBuilder()
        .setModelName(model)
        .setId("id-7")
        .addInputs(input(frames))
        .addRawInputContents(ByteString.copyFrom(grays(frames)));
  }

  private static FloatBuffer floats(ModelInferResponse answer, int output) {
    return answer
        .getRawOutputContents(output)
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  @Test
  void segmentsRawFramesInOrder() {
    ModelInferResponse answer = server.modelInfer(request("segment", 11).build());
    assertEquals("id-7", answer.getId());
    assertEquals(BrightnessModel.VERSION, answer.getModelVersion());
    assertEquals("logits", answer.getOutputs(0).getName());
    assertEquals("probabilities", answer.getOutputs(1).getName());
    assertEquals("FP32", answer.getOutputs(1).getDatatype());
    assertEquals(List.of(11L, 112L, 112L, 1L), answer.getOutputs(1).getShapeList());
    FloatBuffer probabilities = floats(answer, 1);
    assertEquals(11 * PIXELS, probabilities.remaining());
    for (int f = 0; f < 11; f++) {
      assertEquals(BrightnessModel.probability(100 + f), probabilities.get(f * PIXELS + 17), 1e-6);
    }
  }

  @Test
  void takesTypedContentsTheModelsOwnNameAndOneOutput() {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (int i = 0; i < PIXELS; i++) {
      contents.addUintContents(i == 5 ? 255 : 130);
    }
    ModelInferResponse answer =
        server.modelInfer(
            ModelInferRequest.newBuilder()
                .setModelName(BrightnessModel.NAME)
                .setModelVersion(BrightnessModel.VERSION)
                .addInputs(input(1).setContents(contents))
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName("probabilities"))
                .build());
    assertEquals(1, answer.getOutputsCount());
    assertEquals(BrightnessModel.probability(130), floats(answer, 0).get(4), 1e-6);
    assertEquals(BrightnessModel.probability(255), floats(answer, 0).get(5), 1e-6);
  }

  @Test
  void gradCamGivesOneHeatmapPerFrame() {
    ModelInferResponse answer = server.modelInfer(request("grad_cam", 3).build());
    assertEquals(List.of(3L, 112L, 112L), answer.getOutputs(0).getShapeList());
    assertEquals(102 / 255f, floats(answer, 0).get(2 * PIXELS), 1e-6);
  }

  @Test
  void aLargestRequestFitsTheDefaultMessageSize() {
    ModelInferResponse answer = server.modelInfer(request("segment", 32).build());
    assertEquals(32 * PIXELS, floats(answer, 0).remaining());
  }

  @Test
  void whatDoesNotFitIsRefusedWithASentence() {
    refused("the datatype UINT8", r -> r.setInputs(0, input(1).setDatatype("FP32")));
    refused("input must be 'frames'", r -> r.setInputs(0, input(1).setName("image")));
    refused("input must be 'frames'", ModelInferRequest.Builder::clearInputs);
    refused("the shape [n, 112, 112, 1]", r -> r.setInputs(0, input(1).setShape(2, 224)));
    refused("the shape [n, 112, 112, 1]", r -> r.setInputs(0, input(1).clearShape()));
    refused("1 to 32 frames, not 33", r -> r.setInputs(0, input(33)));
    refused("1 to 32 frames, not 0", r -> r.setInputs(0, input(0)));
    refused("but 12544 were sent", r -> r.setInputs(0, input(2)));
    refused("one entry per input", r -> r.addRawInputContents(ByteString.EMPTY));
    refused(
        "unknown output 'mask'",
        r -> r.addOutputs(InferRequestedOutputTensor.newBuilder().setName("mask")));
    refused("but 0 were sent", ModelInferRequest.Builder::clearRawInputContents);
    refused(
        "in either contents or raw_input_contents",
        r ->
            r.setInputs(
                0, input(1).setContents(InferTensorContents.newBuilder().addUintContents(1))));
    InferTensorContents.Builder tooLarge = InferTensorContents.newBuilder();
    for (int i = 0; i < PIXELS; i++) {
      tooLarge.addUintContents(256);
    }
    refused(
        "a UINT8 value must be 0 to 255",
        r -> r.clearRawInputContents().setInputs(0, input(1).setContents(tooLarge)));
  }

  private void refused(String sentence, UnaryOperator<ModelInferRequest.Builder> spoil) {
    ModelInferRequest bad = spoil.apply(request("segment", 1)).build();
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> server.modelInfer(bad));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    assertTrue(
        refused.getStatus().getDescription().contains(sentence),
        refused.getStatus().getDescription());
  }

  @Test
  void anUnknownModelIsNotFound() {
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class, () -> server.modelInfer(request("resnet", 1).build()));
    assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
    assertThrows(
        StatusRuntimeException.class,
        () -> server.modelInfer(request("segment", 1).setModelVersion("9").build()));
    assertFalse(
        server.modelReady(ModelReadyRequest.newBuilder().setName("resnet").build()).getReady());
  }

  @Test
  void saysWhatItServes() {
    assertTrue(server.serverLive(ServerLiveRequest.getDefaultInstance()).getLive());
    assertTrue(
        server.modelReady(ModelReadyRequest.newBuilder().setName("grad_cam").build()).getReady());
    assertEquals(
        "echomotion-segmentation",
        server.serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName());
    ModelMetadataResponse model =
        server.modelMetadata(ModelMetadataRequest.newBuilder().setName("segment").build());
    assertEquals(List.of(BrightnessModel.VERSION), model.getVersionsList());
    assertEquals(List.of(-1L, 112L, 112L, 1L), model.getInputs(0).getShapeList());
    assertEquals(2, model.getOutputsCount());
    assertEquals("Apache-2.0", model.getPropertiesMap().get("licence"));
    RestAssured.given().get(health).then().statusCode(200);
  }
}
