package org.echomotion.ef.export;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * One ejection fraction as it is reported: of a clip, or of a study.
 *
 * @param id of the clip or the study
 * @param method how volumes were measured
 * @param view empty where it rests on both
 * @param ejectionFractionPercent 0 to 100; empty where there is no number
 * @param whyNone why there is no number; empty if there is one
 * @param interval empty where there is no number
 * @param endDiastolicVolumeMl empty where there is no number or no pixel spacing
 * @param endSystolicVolumeMl likewise
 * @param heartRateBpm empty if unknown
 * @param averagedBeats beats, or pairs of beats, that went into the average
 * @param quality how far to rely on it
 * @param model what made it
 * @param remarks what else a reader should know, in sentences
 */
public record ReportedResult(
    UUID id,
    Method method,
    Optional<View> view,
    OptionalDouble ejectionFractionPercent,
    Optional<String> whyNone,
    Optional<Interval> interval,
    OptionalDouble endDiastolicVolumeMl,
    OptionalDouble endSystolicVolumeMl,
    OptionalDouble heartRateBpm,
    int averagedBeats,
    Quality quality,
    Model model,
    List<String> remarks) {

  public ReportedResult {
    remarks = List.copyOf(remarks);
  }

  /** Apical views. */
  public enum View {
    A4C("apical four-chamber"),
    A2C("apical two-chamber");

    private final String words;

    View(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Ways to a volume. */
  public enum Method {
    SINGLE_PLANE("single-plane method of disks"),
    BIPLANE("biplane method of disks");

    private final String words;

    Method(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * An interval around the ejection fraction.
   *
   * @param lowerPercent 0 to 100
   * @param upperPercent 0 to 100
   * @param nominalCoverage share of studies whose true value it is meant to hold, 0 to 1
   * @param method how it was made, and whether that was calibrated
   */
  public record Interval(
      double lowerPercent, double upperPercent, double nominalCoverage, String method) {}

  /**
   * How far to rely on a result.
   *
   * @param grade GOOD, USABLE or POOR
   * @param reasons what speaks against it, in words
   */
  public record Quality(String grade, List<String> reasons) {
    public Quality {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What made a result.
   *
   * @param name of the model
   * @param version of the model
   * @param sha256 of the model's files
   * @param softwareVersion of EchoMotion
   */
  public record Model(String name, String version, String sha256, String softwareVersion) {}
}
