package org.echomotion.ef.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.FrameMeasurement;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.StoredResult;

/** Puts studies, clips and results into the study store, as if they had come the long way. */
@ApplicationScoped
public class StoredClips {

  public static final Provenance PROVENANCE =
      Provenance.newBuilder()
          .setModelName("test-model")
          .setModelVersion("1.2.3")
          .setModelSha256("cd".repeat(32))
          .setSoftwareVersion("0.1.0")
          .setConfigurationHash("a")
          .build();

  private final DataSource studyStore;
  private final EjectionFractionStore results;

  StoredClips(DataSource studyStore, EjectionFractionStore results) {
    this.studyStore = studyStore;
    this.results = results;
  }

  public void clear() {
    sql("delete from ingest.study");
  }

  public UUID study(String key) {
    UUID study = UUID.randomUUID();
    sql("insert into ingest.study values ('%s', '%s', now())".formatted(study, key));
    return study;
  }

  /** A clip without a result. */
  public UUID clip(UUID study) {
    UUID clip = UUID.randomUUID();
    sql(
        """
        insert into ingest.clip (id, study_id, sha256, source_format, view, frame_count,
          frame_rate_hz, display_height, display_width, working_height, working_width,
          working_scale, offset_x, offset_y, preprocessing_version, created_at, stage)
        values ('%s', '%s', '%s', 'AVI', 'A4C', 150, 50, 112, 112, 112, 112, 1, 0, 0, 'v1', now(),
          'SEGMENTED')
        """
            .formatted(clip, study, clip.toString().replace("-", "").repeat(2)));
    return clip;
  }

  /** A clip taken in at {@code at}, with a result computed a second later. */
  public EjectionFraction clip(
      String key, UUID study, Instant at, QualityGrade grade, double percent) {
    UUID clip = clip(study);
    return result(key, study, clip, at, at.plusSeconds(1), PROVENANCE, grade, percent);
  }

  public EjectionFraction result(
      String key,
      UUID study,
      UUID clip,
      Instant clipCreatedAt,
      Instant computedAt,
      Provenance provenance,
      QualityGrade grade,
      double percent) {
    EjectionFraction result =
        EjectionFraction.newBuilder()
            .setStudyId(study.toString())
            .setStudyKey(key)
            .setClipId(clip.toString())
            .setView(View.VIEW_A4C)
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
            .setEjectionFractionPercent(percent)
            .setInterval(
                Interval.newBuilder()
                    .setLowerPercent(percent - 10)
                    .setUpperPercent(percent + 10)
                    .setNominalCoverage(0.9)
                    .setMethod("for the test"))
            .setEndDiastolicVolumeMl(100)
            .setEndSystolicVolumeMl(100 - percent)
            .addBeats(Beat.newBuilder().setIncluded(true))
            .setQuality(quality(grade))
            .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
            .setFrameCount(150)
            .setFrameRateHz(50)
            .addFrames(FrameMeasurement.getDefaultInstance())
            .setProvenance(provenance)
            .build();
    sql("update ingest.clip set stage = 'EF_COMPUTED' where id = '%s'".formatted(clip));
    results.save(
        new StoredResult(UUID.randomUUID(), clip, study, result, clipCreatedAt, computedAt));
    return result;
  }

  private static Quality quality(QualityGrade grade) {
    Quality.Builder quality = Quality.newBuilder().setGrade(grade);
    if (grade != QualityGrade.QUALITY_GRADE_GOOD) {
      quality.addReasons("=Only one beat, \"x\".");
    }
    return quality.build();
  }

  public void sql(String statement) {
    try (Connection connection = studyStore.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
