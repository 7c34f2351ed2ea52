package org.echomotion.cli.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.HeartRateSource;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SeverityGrade;
import org.echomotion.contract.ef.v1.SeverityProbability;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  private static final EjectionFraction.Builder NO_NUMBER =
      EjectionFraction.newBuilder()
          .setView(View.VIEW_A4C)
          .setFrameCount(30)
          .setFrameRateHz(30.003)
          .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_FULL_BEAT)
          .setStatusReason("the clip shows less than one beat")
          .setQuality(
              Quality.newBuilder().setGrade(QualityGrade.QUALITY_GRADE_POOR).addReasons("short"))
          .setProvenance(
              Provenance.newBuilder()
                  .setModelName("net")
                  .setModelVersion("1.0")
                  .setModelLicence("research only"));

  @Test
  void saysWhatTheHeartRateWasComputedFrom() {
    EjectionFraction.Builder result =
        NO_NUMBER
            .clone()
            .setHeartRateBpm(66.7)
            .setHeartRateSource(HeartRateSource.HEART_RATE_SOURCE_ELECTROCARDIOGRAM);
    assertTrue(
        ResultTable.of("a4c.dcm", result.build()).contains("Heart rate  67 bpm (from the ECG)"));
  }

  private static SeverityProbability severity(SeverityGrade grade, double probability) {
    return SeverityProbability.newBuilder().setGrade(grade).setProbability(probability).build();
  }

  @Test
  void showsTheNumberWithItsInterval() {
    String table =
        ResultTable.of(
            "a4c.dcm",
            NO_NUMBER
                .clone()
                .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
                .setStatusReason("")
                .setEjectionFractionPercent(58.4)
                .setInterval(
                    Interval.newBuilder()
                        .setLowerPercent(49.6)
                        .setUpperPercent(67.2)
                        .setNominalCoverage(0.9)
                        .addSeverity(severity(SeverityGrade.SEVERITY_GRADE_MILDLY_ABNORMAL, 0.12))
                        .addSeverity(severity(SeverityGrade.SEVERITY_GRADE_BORDERLINE, 0.04))
                        .addSeverity(severity(SeverityGrade.SEVERITY_GRADE_NORMAL, 0.84)))
                .setEndDiastolicVolumeMl(101.5)
                .setEndSystolicVolumeMl(42.2)
                .setHeartRateBpm(66.7)
                .setHeartRateSource(HeartRateSource.HEART_RATE_SOURCE_SYSTOLE)
                .addBeats(Beat.newBuilder().setIncluded(true))
                .addBeats(Beat.newBuilder().setIncluded(false))
                .build());
    assertEquals(
        String.join(
            System.lineSeparator(),
            "a4c.dcm",
            "  View        A4C",
            "  Frames      30 at 30.0 fps",
            "  Heart rate  67 bpm (estimated from the length of a systole)",
            "  Beats       1 of 2 used",
            "  EDV         102 ml",
            "  ESV         42 ml",
            "  EF          58 %   (90 % interval 50 to 67 %)",
            "  Likely      normal 84 %, mildly abnormal 12 %",
            "  Quality     poor: short",
            "  Model       net 1.0",
            "  Licence     research only"),
        table);
  }

  @Test
  void saysWhyThereIsNoNumber() {
    String table = ResultTable.of("a4c.dcm", NO_NUMBER.build());
    assertTrue(table.contains("  EF          none: the clip shows less than one beat"), table);
    assertTrue(table.contains("  EDV         -"), table);
  }

  @Test
  void filesOfOneNameGetFoldersOfTheirOwn() {
    ReportFolder report = new ReportFolder();
    assertEquals("a4c", report.nameFor(Path.of("x/a4c.dcm")));
    assertEquals("a4c-2", report.nameFor(Path.of("y/a4c.avi")));
    assertEquals("a_b", report.nameFor(Path.of("a b.dcm")));
    assertEquals("study.html-2", report.nameFor(Path.of("study.html.avi")), "the study's page");
    assertEquals(".hidden", report.nameFor(Path.of(".hidden")));
    assertEquals("A4C-3", report.nameFor(View.VIEW_A4C));
    assertEquals("clip", report.nameFor(View.VIEW_OTHER));
  }
}
