package org.echomotion.ingest.dicom.parse;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads decimal numbers (DICOM PS3.5, section 6.2, DS and IS), also with a decimal comma or a unit
 * after the number. Another unit of the same quantity is converted; a unit of another quantity
 * makes the number invalid.
 */
final class StatedNumber {

  /** Limit of the text's length: a DS has 16 characters, and a unit may follow. */
  private static final int MAX_LENGTH = 40;

  private static final Pattern NUMBER =
      Pattern.compile("([+-]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+-]?\\d+)?)\\s*([a-z/]*)\\.?");

  /** The unit of an attribute's number. */
  private enum Unit {
    MILLISECONDS,
    SECONDS,
    PER_SECOND,
    MILLIMETRES,
    CENTIMETRES,
    NONE
  }

  private StatedNumber() {}

  /** The numbers between backslashes; empty for each that is not a finite number. */
  static List<OptionalDouble> all(String text, Attribute attribute) {
    return Stream.of(text.split("\\\\", -1)).map(part -> parse(part, attribute)).toList();
  }

  private static OptionalDouble parse(String text, Attribute attribute) {
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    Matcher parts = NUMBER.matcher(stripped);
    if (stripped.length() > MAX_LENGTH || !parts.matches()) {
      return OptionalDouble.empty();
    }
    double value =
        Double.parseDouble(parts.group(1).replace(',', '.'))
            * factor(parts.group(2), unitOf(attribute));
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** The factor that converts from this unit; NaN if it measures another quantity. */
  private static double factor(String stated, Unit expected) {
    if (stated.isEmpty()) {
      return 1;
    }
    return switch (expected) {
      case MILLISECONDS ->
          switch (stated) {
            case "ms", "msec" -> 1;
            case "s", "sec" -> 1_000;
            default -> Double.NaN;
          };
      case SECONDS ->
          switch (stated) {
            case "s", "sec" -> 1;
            case "ms", "msec" -> 1e-3;
            default -> Double.NaN;
          };
      case PER_SECOND ->
          switch (stated) {
            case "hz", "fps", "/s", "f/s", "frames/s", "frames/sec" -> 1;
            default -> Double.NaN;
          };
      case MILLIMETRES ->
          switch (stated) {
            case "mm" -> 1;
            case "cm" -> 10;
            default -> Double.NaN;
          };
      case CENTIMETRES ->
          switch (stated) {
            case "cm" -> 1;
            case "mm" -> 0.1;
            default -> Double.NaN;
          };
      case NONE -> Double.NaN;
    };
  }

  private static Unit unitOf(Attribute attribute) {
    return switch (attribute) {
      case FRAME_TIME, FRAME_TIME_VECTOR, R_WAVE_TIME_VECTOR -> Unit.MILLISECONDS;
      case EFFECTIVE_DURATION -> Unit.SECONDS;
      case CINE_RATE, RECOMMENDED_DISPLAY_FRAME_RATE -> Unit.PER_SECOND;
      case PIXEL_SPACING, NOMINAL_SCANNED_PIXEL_SPACING, IMAGER_PIXEL_SPACING -> Unit.MILLIMETRES;
      case PHYSICAL_DELTA_X, PHYSICAL_DELTA_Y -> Unit.CENTIMETRES;
      default -> Unit.NONE;
    };
  }
}
