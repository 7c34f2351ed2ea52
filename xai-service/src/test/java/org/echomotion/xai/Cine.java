package org.echomotion.xai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echomotion.contract.common.v1.Point;
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
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.xai.gradcam.Heatmap;

/**
 * A made-up cine: 24 frames of 100 by 200 display pixels at 20 frames per second; one beat from
 * frame 2 over frame 10 to frame 20; the outline is the rectangle from (30, 40) to (80, 70) in
 * working pixels; frame 5 has none.
 */
public final class Cine {

  public static final int FRAMES = 24;
  public static final int GAP = 5;
  public static final int ED = 2;
  public static final int ES = 10;
  public static final int HEIGHT = 100;
  public static final int WIDTH = 200;
  public static final double FRAME_RATE = 20;
  public static final byte GRAY = 40;

  /** 200 display columns on 112 working columns, the 100 rows centred: (112 - 56) / 2 = 28. */
  public static final Geometry GEOMETRY =
      Geometry.newBuilder()
          .setDisplayHeight(HEIGHT)
          .setDisplayWidth(WIDTH)
          .setWorkingHeight(112)
          .setWorkingWidth(112)
          .setWorkingScale(0.56)
          .setOffsetX(0)
          .setOffsetY(28)
          .setMmPerWorkingPixel(1.3)
          .build();

  public static final Provenance PROVENANCE =
      Provenance.newBuilder()
          .setModelName("echomotionnet-b0")
          .setModelVersion("1.0.0")
          .setModelSha256("ab".repeat(32))
          .setModelLicence("CC BY-NC-SA 4.0, non-commercial")
          .setPreprocessingVersion("v1")
          .setSoftwareVersion("0.1.0")
          .setConfigurationHash("cd".repeat(32))
          .build();

  private Cine() {}

  public static Clip clip(String clipId, String studyId) {
    return Clip.newBuilder()
        .setClipId(clipId)
        .setStudyId(studyId)
        .setStudyKey("study-1")
        .setSha256("ef".repeat(32))
        .setView(View.VIEW_A4C)
        .setFrameCount(FRAMES)
        .setFrameRateHz(FRAME_RATE)
        .setGeometry(GEOMETRY)
        .setPreprocessingVersion("v1")
        .build();
  }

  public static Clip clip() {
    return clip("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002");
  }

  public static byte[] displayFrame(int index) {
    byte[] pixels = new byte[HEIGHT * WIDTH];
    Arrays.fill(pixels, (byte) (GRAY + index % 3));
    return pixels;
  }

  public static byte[] workingFrame(int index) {
    byte[] pixels = new byte[112 * 112];
    Arrays.fill(pixels, (byte) index);
    return pixels;
  }

  public static List<FrameSegmentation> outlines() {
    List<FrameSegmentation> outlines = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      FrameSegmentation.Builder frame = FrameSegmentation.newBuilder().setFrameIndex(i);
      if (i != GAP) {
        frame
            .addContour(point(30, 40))
            .addContour(point(80, 40))
            .addContour(point(80, 70))
            .addContour(point(30, 70));
      }
      outlines.add(frame.build());
    }
    return outlines;
  }

  /** Volume falls in a straight line from 120 ml at ED to 48 ml at ES, and rises again: EF 60 %. */
  public static EjectionFraction result(String clipId, String studyId) {
    EjectionFraction.Builder result =
        unmeasured(clipId, studyId).toBuilder()
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
            .clearStatusReason()
            .setEjectionFractionPercent(60)
            .setInterval(
                Interval.newBuilder()
                    .setLowerPercent(52.5)
                    .setUpperPercent(67.5)
                    .setNominalCoverage(0.9)
                    .setMethod("spread of the beats, not calibrated"))
            .setEndDiastolicVolumeMl(120)
            .setEndSystolicVolumeMl(48)
            .setHeartRateBpm(67)
            .setQuality(Quality.newBuilder().setGrade(QualityGrade.QUALITY_GRADE_GOOD))
            .addBeats(
                Beat.newBuilder()
                    .setEndDiastolicFrame(ED)
                    .setEndSystolicFrame(ES)
                    .setEndFrame(20)
                    .setComplete(true)
                    .setEjectionFractionPercent(60)
                    .setEndDiastolicVolumeMl(120)
                    .setEndSystolicVolumeMl(48)
                    .setIncluded(true));
    for (int i = 0; i < FRAMES; i++) {
      FrameMeasurement.Builder frame = FrameMeasurement.newBuilder().setFrameIndex(i);
      if (i != GAP) {
        double volume = 48 + 9.0 * Math.min(8, Math.abs(i - ES));
        frame
            .setArea(volume / 4)
            .setVolume(volume)
            .setSmoothedVolume(volume)
            .setLongAxisLength(80)
            .setApex(point(55, 40))
            .setAnnulusLeft(point(40, 70))
            .setAnnulusRight(point(70, 70));
      }
      result.addFrames(frame);
    }
    return result.build();
  }

  /** A result without a number, a beat or a measured frame. */
  public static EjectionFraction unmeasured(String clipId, String studyId) {
    return EjectionFraction.newBuilder()
        .setClipId(clipId)
        .setStudyId(studyId)
        .setStudyKey("study-1")
        .setView(View.VIEW_A4C)
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE)
        .setStatusReason("No left ventricle was found. Check the view.")
        .setQuality(
            Quality.newBuilder()
                .setGrade(QualityGrade.QUALITY_GRADE_POOR)
                .addReasons("No left ventricle was found."))
        .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
        .setFrameCount(FRAMES)
        .setFrameRateHz(FRAME_RATE)
        .setProvenance(PROVENANCE)
        .build();
  }

  public static EjectionFraction result() {
    return result(clip().getClipId(), clip().getStudyId());
  }

  public static EjectionFraction unmeasured() {
    return unmeasured(clip().getClipId(), clip().getStudyId());
  }

  /** Hot in the working pixels with x below 56, cold in the others. */
  public static Heatmap heatmap() {
    float[] values = new float[112 * 112];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 112 < 56 ? 2 : -1;
    }
    return Heatmap.of(112, 112, values);
  }

  public static Point point(double x, double y) {
    return Point.newBuilder().setX((float) x).setY((float) y).build();
  }
}
