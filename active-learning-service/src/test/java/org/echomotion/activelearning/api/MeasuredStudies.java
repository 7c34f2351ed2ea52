package org.echomotion.activelearning.api;

import static org.echomotion.activelearning.api.QueuedClips.point;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.common.v1.Basis;
import org.echomotion.contract.common.v1.CineProperty;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.Remark;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.FrameMeasurement;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.HeartRateSource;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;

/** Studies as ef-service and segmentation-service answer them. */
final class MeasuredStudies {

  static final String STUDY = "heart 1/a";

  private static final int FRAMES_OF_CLIP = 100;
  private static final int CYCLE = 40;
  static final String UNCALIBRATED = "Not calibrated: the model has no calibration.";
  private static final Interval INTERVAL =
      Interval.newBuilder()
          .setLowerPercent(54.6)
          .setUpperPercent(69.4)
          .setNominalCoverage(0.9)
          .setMethod(UNCALIBRATED)
          .build();

  private MeasuredStudies() {}

  /** Lets ef-service answer with {@link #measured(String)} of the study {@link #STUDY}. */
  static void measured() {
    measured(STUDY);
  }

  /** Lets ef-service answer with a biplane study. Its A2C clip has no pixel spacing. */
  static void measured(String key) {
    EjectionFraction fourChamber =
        clip(View.VIEW_A4C, QualityGrade.QUALITY_GRADE_GOOD)
            .setStudyKey(key)
            .setMmPerWorkingPixel(1.2)
            .setEndDiastolicVolumeMl(120)
            .setEndSystolicVolumeMl(46)
            .build();
    EjectionFraction twoChamber =
        clip(View.VIEW_A2C, QualityGrade.QUALITY_GRADE_USABLE)
            .setStudyKey(key)
            .addRemarks(remark("The file states no pixel spacing."))
            .build();
    answered(study(QualityGrade.QUALITY_GRADE_USABLE).setStudyKey(key), fourChamber, twoChamber);
  }

  /** Lets ef-service answer with a study that was computed from these clips. */
  static void answered(StudyEjectionFraction.Builder study, EjectionFraction... clips) {
    for (EjectionFraction clip : clips) {
      study.addClipIds(clip.getClipId());
    }
    PeerServices.RESULTS.put(
        study.getStudyKey(),
        GetEjectionFractionResponse.newBuilder()
            .addAllResults(List.of(clips))
            .setStudy(study)
            .build());
  }

  static StudyEjectionFraction.Builder study(QualityGrade grade) {
    return StudyEjectionFraction.newBuilder()
        .setStudyKey(STUDY)
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
        .setEjectionFractionPercent(61.6)
        .setInterval(INTERVAL)
        .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
        .setQuality(quality(grade));
  }

  static Remark.Builder remark(String text) {
    return Remark.newBuilder()
        .setProperty(CineProperty.CINE_PROPERTY_SPACING)
        .setBasis(Basis.BASIS_UNKNOWN)
        .setText(text);
  }

  private static Quality quality(QualityGrade grade) {
    Quality.Builder quality = Quality.newBuilder().setGrade(grade);
    return grade == QualityGrade.QUALITY_GRADE_GOOD
        ? quality.build()
        : quality.addReasons("Only one beat is complete.").build();
  }

  /** A clip of a hundred frames, with its outlines. */
  static EjectionFraction.Builder clip(View view, QualityGrade grade) {
    String id = UUID.randomUUID().toString();
    EjectionFraction.Builder clip =
        EjectionFraction.newBuilder()
            .setStudyKey(STUDY)
            .setClipId(id)
            .setView(view)
            .setViewFinding(
                ViewFinding.newBuilder().setView(view).setSource(ViewSource.VIEW_SOURCE_FILE))
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
            .setEjectionFractionPercent(61.6)
            .setInterval(INTERVAL)
            .setQuality(quality(grade))
            .setHeartRateBpm(75)
            .setHeartRateSource(HeartRateSource.HEART_RATE_SOURCE_CYCLES)
            .setFrameCount(FRAMES_OF_CLIP)
            .setFrameRateHz(50)
            .addBeats(beat(0, true))
            .addBeats(beat(CYCLE, true))
            .addBeats(beat(2 * CYCLE, false));
    List<FrameSegmentation> outlines = new ArrayList<>();
    for (int i = 0; i < FRAMES_OF_CLIP; i++) {
      double width = 20 + 6 * Math.cos(2 * Math.PI * i / CYCLE);
      clip.addFrames(
          FrameMeasurement.newBuilder()
              .setFrameIndex(i)
              .setVolume(width * width * width / 150 + (i % 3))
              .setSmoothedVolume(width * width * width / 150));
      outlines.add(
          FrameSegmentation.newBuilder().setFrameIndex(i).addAllContour(ventricle(width)).build());
    }
    PeerServices.CLIPS.put(id, outlines);
    return clip;
  }

  private static Beat beat(int first, boolean complete) {
    return Beat.newBuilder()
        .setEndDiastolicFrame(first)
        .setEndSystolicFrame(Math.min(first + CYCLE / 2, FRAMES_OF_CLIP - 1))
        .setEndFrame(Math.min(first + CYCLE, FRAMES_OF_CLIP - 1))
        .setComplete(complete)
        .setIncluded(complete)
        .build();
  }

  private static List<Point> ventricle(double width) {
    List<Point> outline = new ArrayList<>();
    for (int degrees = 0; degrees < 360; degrees += 10) {
      double angle = Math.toRadians(degrees);
      outline.add(
          point((float) (56 + width * Math.cos(angle)), (float) (56 + 30 * Math.sin(angle))));
    }
    return outline;
  }
}
