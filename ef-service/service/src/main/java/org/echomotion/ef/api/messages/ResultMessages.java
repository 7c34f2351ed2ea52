package org.echomotion.ef.api.messages;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.BeatKind;
import org.echomotion.contract.ef.v1.Disks;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Electrocardiogram;
import org.echomotion.contract.ef.v1.FrameMeasurement;
import org.echomotion.contract.ef.v1.HeartRateSource;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.Rhythm;
import org.echomotion.contract.ef.v1.SeverityProbability;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.beats.HeartRate;
import org.echomotion.ef.clip.ClipOutcome;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.Recording;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.grade.SeverityGrade;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.quality.Quality.Grade;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.CubicPixels;
import org.echomotion.remark.RemarkMessages;

/** A result as a message of the contract. */
public final class ResultMessages {

  private static final double SQUARE_MM_PER_SQUARE_CM = 100;

  private final Optional<PixelSpacing> spacing;

  private ResultMessages(Optional<PixelSpacing> spacing) {
    this.spacing = spacing;
  }

  public static EjectionFraction of(
      ClipSegmentedEvent clip, String studyKey, ClipResult result, Provenance provenance) {
    return of(result, clip.frameRate(), clip.spacing(), clip.recording())
        .setStudyId(clip.studyId().toString())
        .setStudyKey(studyKey)
        .setClipId(clip.clipId().toString())
        .setView(clip.view().getView())
        .setViewFinding(clip.view())
        .setProvenance(provenance)
        .build();
  }

  /** The result without the clip's identifiers, view and provenance. */
  public static EjectionFraction.Builder of(
      ClipResult result, FrameRate frameRate, Optional<PixelSpacing> spacing, Recording recording) {
    EjectionFraction.Builder message = new ResultMessages(spacing).build(result, frameRate);
    recording.frameTimes().ifPresent(times -> message.addAllFrameTimesSeconds(times.seconds()));
    return message.addAllRemarks(RemarkMessages.write(recording.remarks()));
  }

  private EjectionFraction.Builder build(ClipResult result, FrameRate frameRate) {
    EjectionFraction.Builder message =
        EjectionFraction.newBuilder()
            .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
            .setFrameCount(result.frames().size())
            .setFrameRateHz(frameRate.hertz())
            .setQuality(quality(result.quality()));
    outcome(message, result.outcome());
    result
        .heartRate()
        .ifPresent(
            rate -> message.setHeartRateBpm(rate.bpm()).setHeartRateSource(source(rate.source())));
    message.setRhythm(
        switch (result.regularity()) {
          case UNKNOWN -> Rhythm.RHYTHM_UNSPECIFIED;
          case REGULAR -> Rhythm.RHYTHM_REGULAR;
          case IRREGULAR -> Rhythm.RHYTHM_IRREGULAR;
        });
    result.electrocardiogram().ifPresent(ecg -> message.setElectrocardiogram(ecg(ecg)));
    spacing.ifPresent(s -> message.setMmPerWorkingPixel(s.millimetresPerPixel()));
    for (int i = 0; i < result.beats().size(); i++) {
      message.addBeats(beat(result.beats().get(i), result.slices().get(i)));
    }
    for (int i = 0; i < result.frames().size(); i++) {
      message.addFrames(frame(i, result.frames().get(i)));
    }
    return message;
  }

  private static HeartRateSource source(HeartRate.Source source) {
    return switch (source) {
      case ELECTROCARDIOGRAM -> HeartRateSource.HEART_RATE_SOURCE_ELECTROCARDIOGRAM;
      case CYCLES -> HeartRateSource.HEART_RATE_SOURCE_CYCLES;
      case SYSTOLE -> HeartRateSource.HEART_RATE_SOURCE_SYSTOLE;
    };
  }

  private static Electrocardiogram ecg(org.echomotion.ef.beats.Electrocardiogram ecg) {
    return Electrocardiogram.newBuilder()
        .addAllRWaveTimesSeconds(ecg.rWaves().seconds())
        .setUsed(ecg.used())
        .setReason(ecg.notUsed().orElse(""))
        .build();
  }

  private static void outcome(EjectionFraction.Builder message, ClipOutcome outcome) {
    if (outcome instanceof ClipOutcome.Computed computed) {
      message
          .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
          .setEjectionFractionPercent(computed.ejectionFractionPercent())
          .setInterval(interval(computed.interval()));
      computed.endDiastolicVolume().ifPresent(v -> message.setEndDiastolicVolumeMl(v.value()));
      computed.endSystolicVolume().ifPresent(v -> message.setEndSystolicVolumeMl(v.value()));
    } else if (outcome instanceof ClipOutcome.Withheld withheld) {
      message.setStatus(status(withheld.cause())).setStatusReason(withheld.reason());
    }
  }

  private static EjectionFractionStatus status(ClipOutcome.Cause cause) {
    return switch (cause) {
      case NO_LEFT_VENTRICLE -> EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE;
      case NO_FULL_BEAT -> EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_FULL_BEAT;
      case IMPLAUSIBLE -> EjectionFractionStatus.EJECTION_FRACTION_STATUS_IMPLAUSIBLE;
      case OTHER_VIEW -> EjectionFractionStatus.EJECTION_FRACTION_STATUS_OTHER_VIEW;
    };
  }

  static Interval interval(EjectionFractionInterval interval) {
    Interval.Builder message =
        Interval.newBuilder()
            .setLowerPercent(interval.lowerPercent())
            .setUpperPercent(interval.upperPercent())
            .setNominalCoverage(interval.nominalCoverage())
            .setMethod(interval.method())
            .setStandardDeviationPoints(interval.standardDeviationPoints());
    interval.calibrated().ifPresent(calibrated -> add(calibrated, message));
    return message.build();
  }

  private static void add(
      EjectionFractionInterval.Calibrated calibrated, Interval.Builder message) {
    message.setCalibrationId(calibrated.id()).setCalibrationSet(calibrated.set().orElse(""));
    calibrated.expectedPercent().ifPresent(message::setExpectedPercent);
    for (SeverityGrade grade : SeverityGrade.values()) {
      double probability = calibrated.severity().getOrDefault(grade, 0.0);
      if (probability > 0) {
        message.addSeverity(
            SeverityProbability.newBuilder()
                .setGrade(
                    org.echomotion.contract.ef.v1.SeverityGrade.valueOf(
                        "SEVERITY_GRADE_" + grade.name()))
                .setProbability(probability));
      }
    }
  }

  static Quality quality(org.echomotion.ef.quality.Quality quality) {
    return Quality.newBuilder()
        .setGrade(
            switch (quality.grade()) {
              case GOOD -> QualityGrade.QUALITY_GRADE_GOOD;
              case USABLE -> QualityGrade.QUALITY_GRADE_USABLE;
              case POOR -> QualityGrade.QUALITY_GRADE_POOR;
            })
        .addAllReasons(quality.reasons())
        .build();
  }

  /** A point in time. */
  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** The grade; empty if not stated. */
  public static Optional<Grade> grade(Quality quality) {
    return switch (quality.getGrade()) {
      case QUALITY_GRADE_GOOD -> Optional.of(Grade.GOOD);
      case QUALITY_GRADE_USABLE -> Optional.of(Grade.USABLE);
      case QUALITY_GRADE_POOR -> Optional.of(Grade.POOR);
      case QUALITY_GRADE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  private Beat beat(AssessedBeat assessed, BeatSlices slices) {
    org.echomotion.ef.beats.Beat beat = assessed.beat();
    Beat.Builder message =
        Beat.newBuilder()
            .setEndDiastolicFrame(beat.endDiastolicFrame())
            .setEndSystolicFrame(beat.endSystolicFrame())
            .setEndFrame(beat.endFrame())
            .setComplete(beat.complete())
            .setEjectionFractionPercent(beat.ejectionFractionPercent())
            .setIncluded(assessed.included())
            .setExclusionReason(assessed.exclusion().orElse(""))
            .setKind(
                switch (assessed.kind()) {
                  case USUAL -> BeatKind.BEAT_KIND_USUAL;
                  case PREMATURE -> BeatKind.BEAT_KIND_PREMATURE;
                  case AFTER_PREMATURE -> BeatKind.BEAT_KIND_AFTER_PREMATURE;
                })
            .setEndDiastolicDisks(disks(slices.endDiastole()))
            .setEndSystolicDisks(disks(slices.endSystole()));
    if (spacing.isPresent()) {
      message
          .setEndDiastolicVolumeMl(volume(beat.endDiastolicVolume()))
          .setEndSystolicVolumeMl(volume(beat.endSystolicVolume()));
    }
    return message.build();
  }

  private static Disks disks(BeatSlices.Phase phase) {
    return Disks.newBuilder()
        .addAllDiameters(phase.slices().diametersPixels())
        .setAxisLength(phase.slices().lengthPixels())
        .setRelativeVolumeSd(phase.relativeVolumeSd())
        .build();
  }

  private FrameMeasurement frame(int index, ClipResult.Frame frame) {
    FrameMeasurement.Builder message = FrameMeasurement.newBuilder().setFrameIndex(index);
    frame
        .measurement()
        .ifPresent(
            measured ->
                message
                    .setArea(area(measured.areaPixels()))
                    .setLongAxisLength(length(measured.axis().lengthPixels()))
                    .setVolume(volume(measured.volume().value()))
                    .setApex(point(measured.axis().apex()))
                    .setAnnulusLeft(point(measured.axis().annulusLeft()))
                    .setAnnulusRight(point(measured.axis().annulusRight())));
    frame.smoothedVolume().ifPresent(smoothed -> message.setSmoothedVolume(volume(smoothed)));
    return message.build();
  }

  /** Millilitres, or cubic working pixels without spacing. */
  private double volume(double cubicPixels) {
    return spacing
        .map(s -> new CubicPixels(cubicPixels).toMillilitres(s).value())
        .orElse(cubicPixels);
  }

  /** Millimetres, or working pixels without spacing. */
  private double length(double pixels) {
    return spacing.map(s -> s.toMillimetres(pixels)).orElse(pixels);
  }

  /** Square centimetres, or square working pixels without spacing. */
  private double area(double squarePixels) {
    double edge = length(1);
    return spacing.isPresent()
        ? squarePixels * edge * edge / SQUARE_MM_PER_SQUARE_CM
        : squarePixels;
  }

  private static Point point(org.echomotion.ef.contour.Point point) {
    return Point.newBuilder().setX((float) point.x()).setY((float) point.y()).build();
  }
}
