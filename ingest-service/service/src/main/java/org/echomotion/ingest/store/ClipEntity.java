package org.echomotion.ingest.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.remark.Remark;
import org.echomotion.tenant.Actor;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Row of {@code ingest.clip}. */
@Entity(name = "IngestClip")
@Table(schema = "ingest", name = "clip")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class ClipEntity {

  @Id UUID id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "study_id")
  StudyEntity study;

  String sha256;
  int plane;

  @Enumerated(EnumType.STRING)
  SourceFormat sourceFormat;

  @Enumerated(EnumType.STRING)
  EchoView view;

  @Enumerated(EnumType.STRING)
  ViewSource viewSource;

  int frameCount;
  double frameRateHz;
  int displayHeight;
  int displayWidth;
  int workingHeight;
  int workingWidth;
  double workingScale;

  // The naming strategy does not treat a single last letter as a word.
  @Column(name = "offset_x")
  double offsetX;

  @Column(name = "offset_y")
  double offsetY;

  Double mmPerWorkingPixel;
  double[] frameTimesSeconds;

  // The naming strategy does not treat a single first letter as a word.
  @Column(name = "r_wave_times_seconds")
  double[] rWaveTimesSeconds;

  Double saturatedShare;
  Double darkShare;
  Double medianLevel;
  Double brightLevel;
  Double sectorShare;
  Double cutShare;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Remark> remarks;

  String preprocessingVersion;
  Instant createdAt;
  @Nullable Instant receivedAt;
  @Nullable String traceParent;

  @Column(insertable = false, updatable = false)
  String tenant;

  @Column(insertable = false, updatable = false)
  String createdBy;

  Instant publishedAt;

  @Enumerated(EnumType.STRING)
  ClipStage stage;

  String failureReason;

  @Column(columnDefinition = "bytea")
  byte[] result;

  StoredClip toClip() {
    return new StoredClip(
        id,
        study.id,
        study.key,
        sha256,
        plane,
        sourceFormat,
        view,
        viewSource,
        frameCount,
        frameRateHz,
        new Geometry(
            displayHeight,
            displayWidth,
            workingHeight,
            workingWidth,
            workingScale,
            offsetX,
            offsetY,
            mmPerWorkingPixel == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(mmPerWorkingPixel)),
        new ClipRecording(
            new StatedTimes(list(frameTimesSeconds), list(rWaveTimesSeconds)), picture(), remarks),
        preprocessingVersion,
        createdAt,
        new Actor(tenant, createdBy),
        stage,
        Optional.ofNullable(failureReason),
        Optional.ofNullable(result),
        Optional.ofNullable(traceParent));
  }

  private Optional<PictureMeasures> picture() {
    return saturatedShare == null
        ? Optional.empty()
        : Optional.of(
            new PictureMeasures(
                saturatedShare, darkShare, medianLevel, brightLevel, sectorShare, cutShare));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
