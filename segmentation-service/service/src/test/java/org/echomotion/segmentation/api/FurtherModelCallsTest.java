package org.echomotion.segmentation.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.echomotion.contract.inference.ServerReadyRequest;
import org.echomotion.contract.segmentation.v1.ListModelsRequest;
import org.echomotion.contract.segmentation.v1.Model;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.segmentation.model.BrightnessModel;
import org.echomotion.segmentation.model.DoublingModel;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationChannels.class)
class FurtherModelCallsTest {

  @TestHTTPResource("/")
  URL address;

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

  @Test
  void listsTheSegmentationModelAndTheOthers() {
    assertEquals(
        List.of(BrightnessModel.NAME, DoublingModel.NAME, "echomotion-view"),
        SegmentationServiceGrpc.newBlockingStub(channel)
            .listModels(ListModelsRequest.getDefaultInstance())
            .getModelsList()
            .stream()
            .map(Model::getName)
            .toList());
  }

  private static InferInputTensor.Builder input(String name, float... values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (float value : values) {
      contents.addFp32Contents(value);
    }
    return InferInputTensor.newBuilder()
        .setName(name)
        .setDatatype("FP32")
        .addAllShape(List.of(values.length / 3L, 3L))
        .setContents(contents);
  }

  private static ModelInferRequest.Builder request() {
    return ModelInferRequest.newBuilder()
        .setModelName(DoublingModel.NAME)
        .addInputs(input("x", 1, 2, 3, 4, 5, 6))
        .addInputs(input("y", 10, 20, 30, 40, 50, 60));
  }

  private static float[] floats(ModelInferResponse answer, int output) {
    float[] values = new float[answer.getRawOutputContents(output).size() / Float.BYTES];
    answer
        .getRawOutputContents(output)
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  @Test
  void aSecondModelIsServedByItsOwnNameAndVersion() {
    ModelInferResponse answer = server.modelInfer(request().build());
    assertEquals(DoublingModel.VERSION, answer.getModelVersion());
    assertEquals("sum", answer.getOutputs(0).getName());
    assertEquals(List.of(2L, 3L), answer.getOutputs(0).getShapeList());
    assertArrayEquals(new float[] {11, 22, 33, 44, 55, 66}, floats(answer, 0));
    assertArrayEquals(new float[] {2, 4, 6, 8, 10, 12}, floats(answer, 1));
  }

  @Test
  void takesRawBytesAndGivesTheOutputThatIsAskedFor() {
    ModelInferRequest.Builder request =
        request().addOutputs(InferRequestedOutputTensor.newBuilder().setName("twice"));
    for (int i = 0; i < 2; i++) {
      ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      request.getInputs(i).getContents().getFp32ContentsList().forEach(bytes::putFloat);
      request.addRawInputContents(ByteString.copyFrom(bytes.flip()));
      request.setInputs(i, request.getInputs(i).toBuilder().clearContents());
    }
    ModelInferResponse answer = server.modelInfer(request.build());
    assertEquals(1, answer.getOutputsCount());
    assertArrayEquals(new float[] {2, 4, 6, 8, 10, 12}, floats(answer, 0));
  }

  @Test
  void eachModelTellsItsOwnTensorsAndVersion() {
    ModelMetadataResponse model =
        server.modelMetadata(ModelMetadataRequest.newBuilder().setName(DoublingModel.NAME).build());
    assertEquals(List.of(DoublingModel.VERSION), model.getVersionsList());
    assertEquals("x", model.getInputs(0).getName());
    assertEquals("FP32", model.getInputs(0).getDatatype());
    assertEquals(List.of(-1L, 3L), model.getInputs(0).getShapeList());
    assertEquals(2, model.getOutputsCount());
    assertTrue(ready(DoublingModel.NAME, ""));
    assertTrue(ready(DoublingModel.NAME, DoublingModel.VERSION));
    assertFalse(ready(DoublingModel.NAME, BrightnessModel.VERSION));
    assertTrue(ready(BrightnessModel.NAME, BrightnessModel.VERSION));
  }

  private boolean ready(String name, String version) {
    return server
        .modelReady(ModelReadyRequest.newBuilder().setName(name).setVersion(version).build())
        .getReady();
  }

  @Test
  void whatDoesNotFitTheSignatureIsRefused() {
    refused("input 'y' is missing", r -> r.removeInputs(1));
    refused(
        "not FP32 [3, 2]",
        r -> r.setInputs(0, input("x", 1, 2, 3, 4, 5, 6).setShape(0, 3).setShape(1, 2)));
    refused(
        "needs 24 bytes, but 12 were sent",
        r -> r.setInputs(0, input("x", 1, 2, 3).setShape(0, 2)));
    refused("1 to 64 rows", r -> r.setInputs(0, input("x", new float[195])));
    refused(
        "unknown output 'half'",
        r -> r.addOutputs(InferRequestedOutputTensor.newBuilder().setName("half")));
    refused(
        "unsupported datatype 'INT8'",
        r -> r.setInputs(0, input("x", 1, 2, 3).setDatatype("INT8")));
  }

  private void refused(String sentence, UnaryOperator<ModelInferRequest.Builder> spoil) {
    ModelInferRequest bad = spoil.apply(request()).build();
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> server.modelInfer(bad));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    assertTrue(
        refused.getStatus().getDescription().contains(sentence),
        refused.getStatus().getDescription());
  }
}
