package org.echomotion.ef.api.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelInferResponse.InferOutputTensor;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.ef.api.measuring.ResultProvenance;
import org.echomotion.ef.api.measuring.TemporalChoice;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.clip.ClipOutcome;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.ef.temporal.TemporalWindows;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServedTemporalModelTest {

  private static final String TRANSFORMER = "echomotion-temporal-transformer";
  private static final int FRAMES = 150;

  /** Of the half ellipsoids below: 64 x 38 to 54 x 28 pixels. */
  private static final double TRUE_EF = 100 * (1 - 54.0 * 28 * 28 / (64.0 * 38 * 38));

  private Server server;
  private ManagedChannel channel;
  private volatile Optional<String> version = Optional.of("0.1.0");
  private volatile int valuesPerFrame = TemporalWindows.SHAPE;
  private final List<Long> windows = new ArrayList<>();

  /** Serves the transformer and gives back what it gets, as disks. */
  private final class Peer extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    @Override
    public void modelMetadata(
        ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answers) {
      if (version.isEmpty() || !request.getName().equals(TRANSFORMER)) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      answers.onNext(
          ModelMetadataResponse.newBuilder()
              .setName(TRANSFORMER)
              .addVersions(version.get())
              .putProperties("sha256", version.get().equals("0.1.0") ? "ab" : "cd")
              .build());
      answers.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answers) {
      if (!request.getModelVersion().equals(version.orElse(""))) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      long count = request.getInputs(0).getShape(0);
      windows.add(count);
      int rows = (int) count * TemporalWindows.WINDOW;
      FloatBuffer features =
          request
              .getRawInputContents(0)
              .asReadOnlyByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      ByteBuffer disks = floats(rows * valuesPerFrame);
      for (int row = 0; row < rows; row++) {
        for (int k = 0; k < valuesPerFrame; k++) {
          disks.putFloat(features.get(row * TemporalWindows.FEATURES + k));
        }
      }
      answers.onNext(
          ModelInferResponse.newBuilder()
              .addOutputs(InferOutputTensor.newBuilder().setName("disks"))
              .addRawOutputContents(ByteString.copyFrom(disks.flip()))
              .addOutputs(InferOutputTensor.newBuilder().setName("phases"))
              .addRawOutputContents(ByteString.copyFrom(floats(rows * TemporalWindows.PHASES)))
              .build());
      answers.onCompleted();
    }

    private ByteBuffer floats(int count) {
      return ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Peer())
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private GRPCInferenceServiceBlockingStub stub() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  private ServedTemporalModel temporal(TemporalChoice choice) {
    return new ServedTemporalModel(stub(), choice);
  }

  private static SegmentedClip beating() {
    List<FrameContour> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      double filled = (1 + Math.cos(2 * Math.PI * (i / 50.0 - 0.2) / 0.9)) / 2;
      frames.add(
          new FrameContour(
              i,
              Optional.of(
                  Shapes.halfEllipse(new Point(56, 88), 54 + 10 * filled, 28 + 10 * filled)),
              0.3));
    }
    return new SegmentedClip(frames, new FrameRate(50), Optional.empty());
  }

  private static double ejectionFraction(ClipResult result) {
    return ((ClipOutcome.Computed) result.outcome()).ejectionFractionPercent();
  }

  @Test
  void aModelThatCorrectsNothingGivesWhatComesWithoutIt() {
    ServedTemporalModel temporal = temporal(TemporalChoice.TRANSFORMER);
    ClipResult without = ClipPipeline.measure(beating());
    ClipResult with = ClipPipeline.measure(beating(), temporal.of(temporal.reference()));
    assertEquals(TRUE_EF, ejectionFraction(with), 1);
    assertEquals(ejectionFraction(without), ejectionFraction(with), 1e-3);
    assertEquals(without.beats().size(), with.beats().size());
    // 150 frames: windows from 0, 32, 64 and 86.
    assertEquals(List.of(4L), windows);
  }

  @Test
  void noneAsksNobody() {
    ServedTemporalModel temporal = temporal(TemporalChoice.NONE);
    server.shutdownNow();
    assertTrue(temporal.reference().isEmpty());
  }

  @Test
  void aModelThatIsNotServedIsGoneWithout() {
    version = Optional.empty();
    ServedTemporalModel temporal = temporal(TemporalChoice.TRANSFORMER);
    assertTrue(temporal.reference().isEmpty());
    assertEquals(
        ejectionFraction(ClipPipeline.measure(beating())),
        ejectionFraction(ClipPipeline.measure(beating(), temporal.of(temporal.reference()))));
    assertTrue(temporal(TemporalChoice.BILSTM).reference().isEmpty());
  }

  @Test
  void aServiceThatIsAwayIsNotTakenForOneWithoutTheModel() {
    ServedTemporalModel temporal = temporal(TemporalChoice.TRANSFORMER);
    server.shutdownNow();
    StatusRuntimeException away = assertThrows(StatusRuntimeException.class, temporal::reference);
    assertEquals(Status.Code.UNAVAILABLE, away.getStatus().getCode());
  }

  @Test
  void aModelThatWasReplacedMeanwhileIsNotMixedIn() {
    ServedTemporalModel temporal = temporal(TemporalChoice.TRANSFORMER);
    Optional<ModelReference> before = temporal.reference();
    version = Optional.of("0.2.0");
    assertThrows(
        StatusRuntimeException.class, () -> ClipPipeline.measure(beating(), temporal.of(before)));
  }

  @Test
  void anAnswerOfAnotherSizeIsRefused() {
    valuesPerFrame = 3;
    ServedTemporalModel temporal = temporal(TemporalChoice.TRANSFORMER);
    Optional<ModelReference> model = temporal.reference();
    Exception refused =
        assertThrows(
            EchoMotionException.class, () -> ClipPipeline.measure(beating(), temporal.of(model)));
    assertTrue(refused.getMessage().contains("output disks"), refused.getMessage());
  }

  @Test
  void provenanceNamesTheModelAndItsHashTellsResultsApart() {
    ResultProvenance provenance =
        new ResultProvenance(new Calibrations(stub(), Optional.empty()), "0.1.0");
    Provenance segmentation = Provenance.newBuilder().setModelSha256("ef").build();
    Optional<ModelReference> model = temporal(TemporalChoice.TRANSFORMER).reference();
    version = Optional.of("0.2.0");
    Optional<ModelReference> newer = temporal(TemporalChoice.TRANSFORMER).reference();
    Provenance without = provenance.on(segmentation, Optional.empty());
    Provenance with = provenance.on(segmentation, model);
    assertTrue(!without.hasTemporalModel());
    assertEquals(TRANSFORMER, with.getTemporalModel().getName());
    assertEquals("0.1.0", with.getTemporalModel().getVersion());
    assertNotEquals(without.getConfigurationHash(), with.getConfigurationHash());
    assertNotEquals(
        with.getConfigurationHash(), provenance.on(segmentation, newer).getConfigurationHash());
  }
}
