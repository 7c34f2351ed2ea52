package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.tenant.Actor;

/**
 * One clip's row.
 *
 * @param sha256 of the uploaded file, lower-case hex
 * @param plane 0 for the whole picture, 1 and 2 for the planes of a biplane picture
 * @param createdBy who uploaded it
 * @param failureReason present if and only if the stage is {@code FAILED}
 * @param result echomotion.ef.v1.EjectionFraction without frames; empty until it is computed
 * @param traceParent the upload's place in its trace; empty if it was not traced
 */
public record StoredClip(
    UUID id,
    UUID studyId,
    String studyKey,
    String sha256,
    int plane,
    SourceFormat format,
    EchoView view,
    ViewSource viewSource,
    int frameCount,
    double frameRateHz,
    Geometry geometry,
    ClipRecording recording,
    String preprocessingVersion,
    Instant createdAt,
    Actor createdBy,
    ClipStage stage,
    Optional<String> failureReason,
    Optional<byte[]> result,
    Optional<String> traceParent) {

  /** Whether the clip is finished: it failed, or it is explained and its result is stored. */
  public boolean isFinished() {
    return stage == ClipStage.FAILED || (stage == ClipStage.EXPLAINED && result.isPresent());
  }
}
