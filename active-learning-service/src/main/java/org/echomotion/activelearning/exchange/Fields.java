package org.echomotion.activelearning.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The fields of a JSON or YAML object. Each method throws {@link InvalidLabelException} if a field
 * that it needs is missing or has another type.
 *
 * @param node the object; any other value has no fields
 */
public record Fields(JsonNode node) {

  public long integer(String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new InvalidLabelException(name + " must be a whole number");
    }
    return value.longValue();
  }

  /** A whole number from 0 to 2^31 - 1. */
  public int count(String name) {
    long value = integer(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new InvalidLabelException(name + " is out of range");
    }
    return (int) value;
  }

  public double number(String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw new InvalidLabelException(name + " must be a number");
    }
    return value.doubleValue();
  }

  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new InvalidLabelException(name + " must be a text"));
  }

  /** The text, or empty if the field is missing or is not a text. */
  public Optional<String> optionalText(String name) {
    JsonNode value = node.path(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** Whether the field is {@code true}; false if it is missing. */
  public boolean flag(String name) {
    return node.path(name).asBoolean(false);
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public Fields child(String name) {
    return new Fields(node.path(name));
  }

  /** The elements of an array; an empty list if the field is missing. */
  public List<Fields> items(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new InvalidLabelException(name + " must be an array");
    }
    return StreamSupport.stream(value.spliterator(), false).map(Fields::new).toList();
  }

  /** The texts of an array; other elements are skipped. */
  public List<String> texts(String name) {
    return items(name).stream()
        .map(Fields::node)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  /** This value as an array of numbers. */
  public double[] numbers() {
    if (!node.isArray()) {
      throw new InvalidLabelException("an array of numbers is missing");
    }
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!node.get(i).isNumber()) {
        throw new InvalidLabelException("a coordinate is not a number");
      }
      numbers[i] = node.get(i).doubleValue();
    }
    return numbers;
  }

  /** This value as an array of whole numbers from 0 to 2^31 - 1. */
  public int[] counts() {
    if (!node.isArray()) {
      throw new InvalidLabelException("an array of whole numbers is missing");
    }
    int[] counts = new int[node.size()];
    for (int i = 0; i < counts.length; i++) {
      if (!node.get(i).isIntegralNumber()
          || !node.get(i).canConvertToInt()
          || node.get(i).intValue() < 0) {
        throw new InvalidLabelException("an array may contain whole numbers only");
      }
      counts[i] = node.get(i).intValue();
    }
    return counts;
  }
}
