package org.echomotion.ef.api.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.CalibrationSet;
import org.echomotion.ef.interval.ErrorModel;
import org.echomotion.ef.interval.HalfWidths;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.interval.IntervalCalibration.Model;
import org.echomotion.ef.interval.Planes;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationsTest {

  private static final String SHA256 = "a".repeat(64);
  private static final Provenance MADE =
      Provenance.newBuilder().setModelName("net").setModelSha256(SHA256).build();

  private final Models models = new Models();
  private Server server;
  private ManagedChannel channel;

  @TempDir Path folder;

  /** segmentation-service as far as it is asked here. */
  private static final class Models extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    private Optional<IntervalCalibration> calibration = Optional.empty();
    private Optional<Status> failure = Optional.empty();
    private int asked;

    @Override
    public void modelMetadata(
        ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answers) {
      asked++;
      if (failure.isPresent()) {
        answers.onError(failure.get().asRuntimeException());
        return;
      }
      ModelMetadataResponse.Builder answer = ModelMetadataResponse.newBuilder();
      calibration.ifPresent(
          c -> answer.putProperties("ef_calibration", CalibrationJson.of(c).toString()));
      answers.onNext(answer.build());
      answers.onCompleted();
    }
  }

  private static IntervalCalibration calibration(String sha256, double variance) {
    ErrorModel model =
        new ErrorModel(
            Planes.ANY,
            60,
            new ErrorModel.Bias(0, 0, 0),
            new ErrorModel.Variance(variance, 0, 0),
            HalfWidths.ofAll(HalfWidths.LEVELS));
    return new IntervalCalibration(
        new Model("net", "1.0.0", sha256),
        0.9,
        "2026-01-02",
        List.of(new CalibrationSet("set", 60, null, List.of(model))));
  }

  private Calibrations calibrations(Optional<Path> file) {
    return new Calibrations(GRPCInferenceServiceGrpc.newBlockingStub(channel), file);
  }

  private Path written(IntervalCalibration calibration) throws IOException {
    return Files.writeString(
        folder.resolve("site.json"), CalibrationJson.of(calibration).toString());
  }

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(models)
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void theModelBringsItsOwnAndIsAskedOnce() {
    models.calibration = Optional.of(calibration(SHA256, 2));
    Calibrations calibrations = calibrations(Optional.empty());
    assertEquals(models.calibration, calibrations.of(MADE));
    assertEquals(models.calibration, calibrations.of(MADE));
    assertEquals(1, models.asked);
  }

  @Test
  void thatOfAnotherModelIsNotUsed() {
    models.calibration = Optional.of(calibration("b".repeat(64), 2));
    assertEquals(Optional.empty(), calibrations(Optional.empty()).of(MADE));
  }

  @Test
  void aModelWithoutOneHasNone() {
    assertEquals(Optional.empty(), calibrations(Optional.empty()).of(MADE));
    models.failure = Optional.of(Status.NOT_FOUND);
    assertEquals(Optional.empty(), calibrations(Optional.empty()).of(MADE));
  }

  @Test
  void aServiceThatIsAwayIsNotTakenForAModelWithoutOne() {
    models.failure = Optional.of(Status.UNAVAILABLE);
    Calibrations calibrations = calibrations(Optional.empty());
    assertThrows(StatusRuntimeException.class, () -> calibrations.of(MADE));
  }

  @Test
  void theSitesOwnComesFirst() throws IOException {
    models.calibration = Optional.of(calibration(SHA256, 2));
    IntervalCalibration ofSite = calibration(SHA256, 3);
    assertEquals(Optional.of(ofSite), calibrations(Optional.of(written(ofSite))).of(MADE));
    assertEquals(0, models.asked);
  }

  @Test
  void theSitesOwnOfAnotherModelLeavesTheModels() throws IOException {
    models.calibration = Optional.of(calibration(SHA256, 2));
    Path file = written(calibration("b".repeat(64), 3));
    assertEquals(models.calibration, calibrations(Optional.of(file)).of(MADE));
  }

  @Test
  void aFileThatIsNoneStopsTheStart() throws IOException {
    Path file = Files.writeString(folder.resolve("site.json"), "{}");
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> calibrations(Optional.of(file)));
    assertEquals(EjectionFractionError.BAD_CALIBRATION, refused.code());
    assertTrue(refused.getMessage().contains("echomotion calibrate"), refused.getMessage());
  }
}
