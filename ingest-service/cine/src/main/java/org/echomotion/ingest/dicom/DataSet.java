package org.echomotion.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The values of the attributes that were read, as raw bytes and as items of sequences. */
final class DataSet {

  private final Map<Attribute, byte[]> values = new EnumMap<>(Attribute.class);
  private final Map<Attribute, List<DataSet>> items = new EnumMap<>(Attribute.class);

  void put(Attribute attribute, byte[] value) {
    values.put(attribute, value);
  }

  void put(Attribute attribute, List<DataSet> sequence) {
    items.put(attribute, List.copyOf(sequence));
  }

  List<DataSet> items(Attribute attribute) {
    return items.getOrDefault(attribute, List.of());
  }

  /** The value's bytes; empty where the attribute is absent or without value. */
  Optional<byte[]> bytes(Attribute attribute) {
    return Optional.ofNullable(values.get(attribute)).filter(value -> value.length > 0);
  }

  /** The value as text without padding; empty where the attribute is absent or without value. */
  Optional<String> text(Attribute attribute) {
    return bytes(attribute)
        .map(value -> new String(value, StandardCharsets.ISO_8859_1))
        .map(value -> value.replace('\0', ' ').strip())
        .filter(value -> !value.isEmpty());
  }

  /** All decimal numbers of a backslash-separated text; what is no finite number ends the list. */
  double[] decimals(Attribute attribute) {
    return text(attribute).stream()
        .flatMap(text -> Stream.of(text.split("\\\\", -1)))
        .map(DataSet::parse)
        .takeWhile(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  /** The first decimal number of a text (DS, IS). */
  OptionalDouble decimal(Attribute attribute) {
    double[] all = decimals(attribute);
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
  }

  /** An unsigned number of 2 or 4 bytes; more than an int holds reads as empty. */
  OptionalInt number(Attribute attribute) {
    byte[] value = bytes(attribute).orElse(new byte[0]);
    ByteBuffer buffer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    if (value.length == 2) {
      return OptionalInt.of(buffer.getShort() & 0xffff);
    }
    if (value.length >= 4 && buffer.getInt(0) >= 0) {
      return OptionalInt.of(buffer.getInt());
    }
    return OptionalInt.empty();
  }

  int number(Attribute attribute, int whereAbsent) {
    return number(attribute).orElse(whereAbsent);
  }

  /** A finite binary double (FD). */
  OptionalDouble real(Attribute attribute) {
    return bytes(attribute)
        .filter(value -> value.length == 8)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getDouble())
        .filter(Double::isFinite)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** All binary floats (FL) of a value, finite or not; none where its length is no floats'. */
  double[] reals(Attribute attribute) {
    byte[] value = bytes(attribute).orElse(new byte[0]);
    if (value.length % Float.BYTES != 0) {
      return new double[0];
    }
    double[] reals = new double[value.length / Float.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < reals.length; i++) {
      reals[i] = buffer.getFloat();
    }
    return reals;
  }

  private static OptionalDouble parse(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
