package org.echomotion.ingest.dicom.parse;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The values of the attributes that were read, and the items of sequences. */
public final class DataSet {

  private final Map<Attribute, Value> values = new EnumMap<>(Attribute.class);
  private final Map<Attribute, List<DataSet>> items = new EnumMap<>(Attribute.class);

  public void put(Attribute attribute, Value value) {
    values.put(attribute, value);
  }

  public void put(Attribute attribute, List<DataSet> sequence) {
    items.put(attribute, List.copyOf(sequence));
  }

  public List<DataSet> items(Attribute attribute) {
    return items.getOrDefault(attribute, List.of());
  }

  /** The value's bytes; empty if the attribute or its value is missing. */
  public Optional<byte[]> bytes(Attribute attribute) {
    return value(attribute).map(Value::bytes);
  }

  /** The value as text without padding; empty if the attribute or its value is missing. */
  public Optional<String> text(Attribute attribute) {
    return value(attribute).map(Value::text).filter(text -> !text.isEmpty());
  }

  /** The numbers of a value, up to the first that is missing or not finite. */
  public double[] decimals(Attribute attribute) {
    return Arrays.stream(reals(attribute)).takeWhile(Double::isFinite).toArray();
  }

  /** The first number of a value. */
  public OptionalDouble decimal(Attribute attribute) {
    double[] all = decimals(attribute);
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
  }

  /** The first number; empty unless it is whole, not negative and fits an int. */
  public OptionalInt number(Attribute attribute) {
    double value = decimal(attribute).orElse(-1);
    return value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value)
        ? OptionalInt.of((int) value)
        : OptionalInt.empty();
  }

  public int number(Attribute attribute, int whereAbsent) {
    return number(attribute).orElse(whereAbsent);
  }

  /** All numbers of a value, finite or not; empty if its length does not fit. */
  public double[] reals(Attribute attribute) {
    return value(attribute).map(Value::numbers).orElse(new double[0]);
  }

  private Optional<Value> value(Attribute attribute) {
    return Optional.ofNullable(values.get(attribute)).filter(value -> value.bytes().length > 0);
  }
}
