package org.echomotion.xai.report;

import java.util.Locale;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Electrocardiogram;
import org.echomotion.contract.ef.v1.HeartRateSource;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SeverityGrade;
import org.echomotion.contract.ef.v1.VolumeMethod;

/** The contract's values in a reader's words. */
final class Wording {

  private Wording() {}

  static String view(View view) {
    return switch (view) {
      case VIEW_A4C -> "apical four-chamber (A4C)";
      case VIEW_A2C -> "apical two-chamber (A2C)";
      case VIEW_OTHER -> "neither A4C nor A2C";
      default -> "not stated";
    };
  }

  /** How the view is known, as an addition to its name; empty if the result does not say. */
  static String viewSource(ViewFinding finding) {
    return switch (finding.getSource()) {
      case VIEW_SOURCE_CALLER -> ", stated by the user";
      case VIEW_SOURCE_FILE -> ", stated in the file";
      case VIEW_SOURCE_CLASSIFIED ->
          ", detected by the network (probability " + number(finding.getProbability(), 2) + ")";
      case VIEW_SOURCE_ASSUMED -> ", assumed";
      default -> "";
    };
  }

  static String status(EjectionFractionStatus status) {
    return switch (status) {
      case EJECTION_FRACTION_STATUS_COMPUTED -> "measured";
      case EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE -> "no left ventricle detected";
      case EJECTION_FRACTION_STATUS_NO_FULL_BEAT -> "no end-diastole with end-systole detected";
      case EJECTION_FRACTION_STATUS_IMPLAUSIBLE -> "implausible measurement";
      case EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY -> "withheld: poor quality";
      case EJECTION_FRACTION_STATUS_OTHER_VIEW -> "not measured: neither A4C nor A2C";
      default -> "unknown";
    };
  }

  static String grade(QualityGrade grade) {
    return switch (grade) {
      case QUALITY_GRADE_GOOD -> "good";
      case QUALITY_GRADE_USABLE -> "usable with caution";
      case QUALITY_GRADE_POOR -> "poor: do not rely on it";
      default -> "not graded";
    };
  }

  static String severity(SeverityGrade grade) {
    return switch (grade) {
      case SEVERITY_GRADE_SEVERELY_ABNORMAL -> "severely abnormal";
      case SEVERITY_GRADE_MODERATELY_ABNORMAL -> "moderately abnormal";
      case SEVERITY_GRADE_MILDLY_ABNORMAL -> "mildly abnormal";
      case SEVERITY_GRADE_BORDERLINE -> "borderline: depends on sex";
      case SEVERITY_GRADE_NORMAL -> "normal";
      case SEVERITY_GRADE_ABOVE_NORMAL -> "above normal (hyperdynamic)";
      case SEVERITY_GRADE_UNSPECIFIED, UNRECOGNIZED -> "not graded";
    };
  }

  static String method(VolumeMethod method) {
    return switch (method) {
      case VOLUME_METHOD_SINGLE_PLANE_DISKS ->
          "single-plane method of disks (modified Simpson), 20 disks";
      case VOLUME_METHOD_BIPLANE_DISKS -> "biplane method of disks from A4C and A2C, 20 disks";
      default -> "not stated";
    };
  }

  static String electrocardiogram(Electrocardiogram ecg) {
    int rWaves = ecg.getRWaveTimesSecondsCount();
    return ecg.getUsed()
        ? "beats were split at " + (rWaves == 1 ? "one R-wave" : rWaves + " R-waves")
        : "not used: " + ecg.getReason();
  }

  /**
   * The source of the heart rate, as text after the rate; empty if the result does not state it.
   */
  static String heartRateSource(HeartRateSource source) {
    return switch (source) {
      case HEART_RATE_SOURCE_ELECTROCARDIOGRAM -> ", from the electrocardiogram";
      case HEART_RATE_SOURCE_CYCLES -> ", from the volume curve";
      case HEART_RATE_SOURCE_SYSTOLE -> ", estimated from the length of a systole";
      default -> "";
    };
  }

  /** Whole, because the interval is several points wide. */
  static String percent(double value) {
    return number(value, 0) + " %";
  }

  /** Whole, because readers differ by several millilitres. */
  static String ml(double value) {
    return number(value, 0) + " ml";
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
