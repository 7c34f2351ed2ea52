package org.echomotion.cli.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.junit.jupiter.api.Test;

class StudyTableTest {

  @Test
  void showsTheBiplaneNumberAndHowTheViewsCompare() {
    String table =
        StudyTable.of(
            StudyEjectionFraction.newBuilder()
                .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
                .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
                .addPairs(BeatPair.getDefaultInstance())
                .addPairs(BeatPair.getDefaultInstance())
                .setViewDifferencePoints(-6.4)
                .setLengthDifferencePercent(3.6)
                .setEndDiastolicVolumeMl(101.5)
                .setEndSystolicVolumeMl(42.2)
                .setEjectionFractionPercent(58.4)
                .setInterval(
                    Interval.newBuilder()
                        .setLowerPercent(49.6)
                        .setUpperPercent(67.2)
                        .setNominalCoverage(0.9))
                .setSecondOpinion(
                    SecondOpinion.newBuilder()
                        .setEjectionFractionPercent(55.2)
                        .setDifferencePoints(-3.2)
                        .setOutsideInterval(true)
                        .setModel("echomotion-study 0.1.0"))
                .setQuality(
                    Quality.newBuilder()
                        .setGrade(QualityGrade.QUALITY_GRADE_USABLE)
                        .addReasons("A2C: why."))
                .build());
    assertEquals(
        String.join(
            System.lineSeparator(),
            "Study",
            "  Method      biplane disks, 2 pairs of beats",
            "  Views       A4C and A2C differ by 6 points, long axes differ by 4 %",
            "  EDV         102 ml",
            "  ESV         42 ml",
            "  EF          58 %   (90 % interval 50 to 67 %)",
            "  2nd opinion 55 % by the network echomotion-study 0.1.0, outside the interval: look at"
                + " the outlines",
            "  Quality     usable: A2C: why."),
        table);
  }

  @Test
  void saysWhyItRestsOnOneViewAndWhyThereIsNoNumber() {
    String table =
        StudyTable.of(
            StudyEjectionFraction.newBuilder()
                .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
                .setStatusReason("Too poor.")
                .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
                .setMethodReason("No A2C clip.")
                .build());
    assertTrue(table.contains("  Method      single-plane disks. No A2C clip."), table);
    assertTrue(table.contains("  EF          none: Too poor."), table);
  }
}
