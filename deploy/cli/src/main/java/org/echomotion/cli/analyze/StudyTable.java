package org.echomotion.cli.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;

/** Prints the combined result of a study as a small table for the terminal. */
final class StudyTable {

  private StudyTable() {}

  static String of(StudyEjectionFraction study) {
    List<String> lines = new ArrayList<>();
    lines.add("Study");
    lines.add(ResultTable.row("Method", method(study)));
    if (study.hasViewDifferencePoints()) {
      lines.add(
          ResultTable.row(
              "Views",
              ResultTable.text(
                      "A4C and A2C differ by %.0f points",
                      Math.abs(study.getViewDifferencePoints()))
                  + (study.hasLengthDifferencePercent()
                      ? ResultTable.text(
                          ", long axes differ by %.0f %%", study.getLengthDifferencePercent())
                      : "")));
    }
    if (study.hasEndDiastolicVolumeMl()) {
      lines.add(
          ResultTable.row("EDV", ResultTable.text("%.0f ml", study.getEndDiastolicVolumeMl())));
      lines.add(
          ResultTable.row("ESV", ResultTable.text("%.0f ml", study.getEndSystolicVolumeMl())));
    }
    lines.add(
        ResultTable.row(
            "EF",
            study.hasEjectionFractionPercent()
                ? ResultTable.number(
                    study.getEjectionFractionPercent(),
                    study.hasInterval() ? Optional.of(study.getInterval()) : Optional.empty())
                : "none: " + study.getStatusReason()));
    if (study.hasInterval()) {
      lines.addAll(ResultTable.likely(study.getInterval()));
    }
    if (study.hasSecondOpinion()) {
      lines.add(
          ResultTable.row(
              "2nd opinion",
              ResultTable.text(
                  "%.0f %% by the network %s%s",
                  study.getSecondOpinion().getEjectionFractionPercent(),
                  study.getSecondOpinion().getModel(),
                  study.getSecondOpinion().getOutsideInterval()
                      ? ", outside the interval: look at the outlines"
                      : "")));
    }
    lines.add(ResultTable.row("Quality", ResultTable.quality(study.getQuality())));
    return String.join(System.lineSeparator(), lines);
  }

  private static String method(StudyEjectionFraction study) {
    if (study.getMethod() == VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS) {
      int pairs = study.getPairsCount();
      return "biplane disks"
          + (pairs == 0
              ? ""
              : ResultTable.text(", %d %s of beats", pairs, pairs == 1 ? "pair" : "pairs"));
    }
    return study.getMethodReason().isEmpty()
        ? "-"
        : "single-plane disks. " + study.getMethodReason();
  }
}
