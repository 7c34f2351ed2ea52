package org.echomotion.ef.export;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * The reported ejection fraction of a clip or a study.
 *
 * @param id of the clip or the study
 * @param method how volumes were measured
 * @param view empty if both views were measured
 * @param ejectionFractionPercent 0 to 100; empty if there is no number
 * @param whyNone why there is no number; empty if there is one
 * @param interval empty if there is no number
 * @param endDiastolicVolumeMl empty if there is no number or no pixel spacing
 * @param endSystolicVolumeMl likewise
 * @param heartRateBpm empty if unknown
 * @param averagedBeats number of averaged beats or pairs of beats
 * @param quality how reliable the result is
 * @param model the model that computed the result
 * @param remarks further information for the reader, one sentence each
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

  /** Methods of measuring a volume. */
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
   * @param nominalCoverage share of studies whose true value such intervals are meant to contain, 0
   *     to 1
   * @param method how the interval was computed, and whether it is calibrated
   */
  public record Interval(
      double lowerPercent, double upperPercent, double nominalCoverage, String method) {}

  /**
   * How reliable a result is.
   *
   * @param grade GOOD, USABLE or POOR
   * @param reasons reasons against the result, one sentence each
   */
  public record Quality(String grade, List<String> reasons) {
    public Quality {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The model and software that computed a result.
   *
   * @param name of the model
   * @param version of the model
   * @param sha256 of the model's files
   * @param softwareVersion of EchoMotion
   */
  public record Model(String name, String version, String sha256, String softwareVersion) {}
}
