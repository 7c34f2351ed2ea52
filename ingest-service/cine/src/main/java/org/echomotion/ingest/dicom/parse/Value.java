package org.echomotion.ingest.dicom.parse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The value of one attribute. Numbers are read in the value representation that the file states,
 * even if the standard requires another. If the file states none, the attribute's usual
 * representation and the value's length decide.
 */
final class Value {

  private final Attribute attribute;
  private final ValueRepresentation representation;

  /** Little endian. */
  private final byte[] bytes;

  private Value(Attribute attribute, ValueRepresentation representation, byte[] bytes) {
    this.attribute = attribute;
    this.representation = representation;
    this.bytes = bytes;
  }

  /** Creates the value from bytes in this order. */
  static Value of(
      ValueRepresentation representation, byte[] bytes, ByteOrder order, Attribute attribute) {
    if (order == ByteOrder.BIG_ENDIAN) {
      int unit =
          representation == ValueRepresentation.UNKNOWN
              ? unitOf(attribute.kind, bytes.length)
              : representation.unit;
      for (int at = 0; at + unit <= bytes.length; at += unit) {
        for (int i = 0; i < unit / 2; i++) {
          byte first = bytes[at + i];
          bytes[at + i] = bytes[at + unit - 1 - i];
          bytes[at + unit - 1 - i] = first;
        }
      }
    }
    return new Value(attribute, representation, bytes);
  }

  private static int unitOf(Attribute.Kind kind, int length) {
    return switch (kind) {
      case NUMBER -> length == 4 ? 4 : 2;
      case DOUBLE -> 8;
      case FLOATS -> 4;
      default -> 1;
    };
  }

  /** Little endian; must not be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The text without padding; may be empty. */
  String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', ' ').strip();
  }

  /** All numbers, finite or not; in text, the numbers before the first invalid one. */
  double[] numbers() {
    return switch (representation) {
      case US, SS, UL, SL, FL, FD, OW, OF, OD, OL, AT -> binary(representation);
      case UNKNOWN, OB -> guessed();
      default -> decimals();
    };
  }

  private double[] guessed() {
    int length = bytes.length;
    boolean word = attribute.kind == Attribute.Kind.NUMBER && length == 2;
    if (!word && isDecimalText()) {
      return decimals();
    }
    return switch (attribute.kind) {
      case NUMBER -> binary(length == 2 ? ValueRepresentation.US : ValueRepresentation.UL);
      case FLOATS -> binary(ValueRepresentation.FL);
      case DOUBLE -> binary(length % 8 == 0 ? ValueRepresentation.FD : ValueRepresentation.FL);
      default ->
          length == 8
              ? binary(ValueRepresentation.FD)
              : length == 2 ? binary(ValueRepresentation.US) : decimals();
    };
  }

  /** Whether the text has only digits, signs and separators, with at least one digit. */
  private boolean isDecimalText() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.chars().allMatch(c -> c >= ' ' && c <= 'z')
        && text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private double[] binary(ValueRepresentation as) {
    if (bytes.length % as.unit != 0) {
      return new double[0];
    }
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, bytes.length / as.unit)
        .map(i -> i * as.unit)
        .mapToDouble(
            at ->
                switch (as) {
                  case US, OW, AT -> values.getShort(at) & 0xffff;
                  case SS -> values.getShort(at);
                  case UL, OL -> values.getInt(at) & 0xffffffffL;
                  case SL -> values.getInt(at);
                  case FL, OF -> values.getFloat(at);
                  default -> values.getDouble(at);
                })
        .toArray();
  }

  private double[] decimals() {
    return StatedNumber.all(text(), attribute).stream()
        .takeWhile(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }
}
