package org.echomotion.ef.api.peers;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.EfConfig;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.jboss.logging.Logger;

/**
 * The calibration of each model's intervals. The site's own calibration is used if it is configured
 * and belongs to the model; otherwise the model's own calibration is used. The model's calibration
 * is read once, with the model's metadata. The outlines come from the same service, so this adds no
 * further dependency.
 */
@ApplicationScoped
public class Calibrations {

  private static final Logger LOG = Logger.getLogger(Calibrations.class);

  /** Signature of the model that computes the outlines. */
  private static final String OUTLINES = "segment";

  private static final String PROPERTY = "ef_calibration";
  private static final int DEADLINE_SECONDS = 10;

  private final GRPCInferenceServiceBlockingStub models;
  private final Optional<IntervalCalibration> ofSite;
  private final Map<String, IntervalCalibration> ofModels = new ConcurrentHashMap<>();

  /**
   * Reads the site's calibration, if there is one.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_CALIBRATION} if the site's file is
   *     not valid
   */
  @Inject
  Calibrations(
      @GrpcClient("segmentation") GRPCInferenceServiceBlockingStub models, EfConfig config) {
    this(models, config.interval().calibration());
  }

  Calibrations(GRPCInferenceServiceBlockingStub models, Optional<Path> file) {
    this.models = models;
    this.ofSite = file.map(Calibrations::read);
  }

  /** Makes an invalid site file fail at startup and not at the first clip. */
  void check(@Observes StartupEvent started) {
    ofSite.ifPresent(
        c ->
            LOG.infof(
                "Intervals of %s %s by the site's calibration %s",
                c.model().name(), c.model().version(), c.id()));
  }

  /**
   * The calibration of the model that computed a segmentation; empty if the model has none.
   *
   * @throws EchoMotionException {@link EjectionFractionError#PEER_REFUSED} if segmentation-service
   *     refuses the request
   * @throws StatusRuntimeException if segmentation-service cannot be reached in time
   */
  public Optional<IntervalCalibration> of(Provenance segmentation) {
    String sha256 = segmentation.getModelSha256();
    Optional<IntervalCalibration> own = ofSite.filter(c -> c.isOf(sha256));
    if (own.isPresent()) {
      return own;
    }
    IntervalCalibration known = ofModels.get(sha256);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<IntervalCalibration> served = served().filter(c -> c.isOf(sha256));
    served.ifPresent(c -> ofModels.put(sha256, c));
    return served;
  }

  private Optional<IntervalCalibration> served() {
    ModelMetadataResponse metadata;
    try {
      metadata =
          models
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .modelMetadata(ModelMetadataRequest.newBuilder().setName(OUTLINES).build());
    } catch (StatusRuntimeException e) {
      if (Peer.notServed(e)) {
        return Optional.empty();
      }
      throw SegmentationClient.PEER.failure(e);
    }
    try {
      return Optional.ofNullable(metadata.getPropertiesMap().get(PROPERTY))
          .map(CalibrationJson::parse);
    } catch (IllegalArgumentException e) {
      LOG.warnf("The calibration of the model in use is not used: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private static IntervalCalibration read(Path file) {
    try {
      return CalibrationJson.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new EchoMotionException(
          e, EjectionFractionError.BAD_CALIBRATION, file, String.valueOf(e.getMessage()));
    }
  }
}
