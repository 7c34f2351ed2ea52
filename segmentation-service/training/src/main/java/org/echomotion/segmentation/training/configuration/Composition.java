package org.echomotion.segmentation.training.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Composes a configuration like Hydra: {@code group=option} or {@code group=FILE.yaml} selects a
 * file of a group, and {@code group.key=value} sets a value. The order of the arguments does not
 * matter. If a key is given twice, the last value is used.
 */
public final class Composition {

  static final ObjectMapper YAML =
      new ObjectMapper(
              new YAMLFactory()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER))
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  /** A map with the sources' names as keys. */
  private static final String ANY_NAME = "data.shares";

  private static final Set<String> MAY_CHANGE = Set.of("out", "threads", "epochs_this_run");

  private final ConfigFiles files = new ConfigFiles();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  private Composition(List<String> words) {
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1 || word.startsWith("-")) {
        throw new IllegalArgumentException(
            "'%s' is not of the form key=value, e.g. optim.epochs=20. --help lists the keys."
                .formatted(word));
      }
      String key = word.substring(0, equals);
      Map<String, String> target = files.groups().contains(key) ? options : values;
      target.put(key, word.substring(equals + 1));
    }
  }

  /**
   * Composes a configuration.
   *
   * @param words arguments {@code key=value}
   * @throws IllegalArgumentException for an unknown group, option or key, or for a value out of
   *     bounds; the message lists the valid names
   */
  public static TrainingConfig of(List<String> words) {
    return new Composition(words).compose();
  }

  /** The resolved configuration with every key, as stored with a run. */
  public static String yaml(TrainingConfig config) {
    try {
      return YAML.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A configuration can always be written.", e);
    }
  }

  /** Every key with its value, e.g. {@code optim.rate} and {@code 0.001}. */
  public static Map<String, String> flat(TrainingConfig config) {
    return flat(yaml(config));
  }

  /**
   * Keys that differ between a stored configuration and {@code now}, with both values. The run's
   * directory, its threads and its epochs this time may differ.
   */
  public static List<String> differences(String stored, TrainingConfig now) {
    Map<String, String> before = flat(stored);
    Map<String, String> after = flat(yaml(now));
    Set<String> keys = new LinkedHashSet<>(after.keySet());
    keys.addAll(before.keySet());
    keys.removeAll(MAY_CHANGE);
    return keys.stream()
        .filter(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")))
        .map(
            key ->
                "%s is %s there, now %s"
                    .formatted(key, shown(before.get(key)), shown(after.get(key))))
        .toList();
  }

  private static String shown(@Nullable String value) {
    return value == null ? "not set" : value.isEmpty() ? "empty" : value;
  }

  private static Map<String, String> flat(String yaml) {
    Map<String, String> flat = new LinkedHashMap<>();
    try {
      flatten("", YAML.readTree(yaml), flat);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is not a training configuration.", e);
    }
    return flat;
  }

  private TrainingConfig compose() {
    ObjectNode tree = files.top();
    for (String group : files.groups()) {
      tree.set(group, group(group));
    }
    values.forEach((key, value) -> set(tree, key, value));
    absolute(tree, "out");
    absolute(tree, "init");
    absolute((ObjectNode) tree.get("model"), "pretrained");
    absolute((ObjectNode) tree.get("data"), "teacher");
    ArrayNode paths = (ArrayNode) tree.get("data").get("path");
    for (int i = 0; i < paths.size(); i++) {
      paths.set(i, absolute(paths.get(i).asText()));
    }
    return bind(tree);
  }

  private ObjectNode group(String group) {
    String option = options.getOrDefault(group, files.defaultOption(group));
    if (option.endsWith(".yaml") || option.endsWith(".yml")) {
      // Keys missing in the user's file have the default option's values.
      ObjectNode base = files.option(group, files.defaultOption(group));
      merge(base, files.file(Path.of(option)), group);
      return base;
    }
    if (!files.options(group).contains(option)) {
      throw unknown("option", group + "=" + option, option, files.options(group));
    }
    return files.option(group, option);
  }

  private static void merge(ObjectNode base, ObjectNode over, String at) {
    over.properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (!base.has(key) && !at.equals(ANY_NAME)) {
                throw unknown("key", at + "." + key, key, names(base));
              }
              if (base.get(key) instanceof ObjectNode inner
                  && entry.getValue() instanceof ObjectNode overInner) {
                merge(inner, overInner, at + "." + key);
              } else {
                base.set(key, entry.getValue());
              }
            });
  }

  private static void set(ObjectNode tree, String path, String value) {
    String[] parts = path.split("\\.", -1);
    ObjectNode at = tree;
    for (int i = 0; i < parts.length - 1; i++) {
      if (!(at.get(parts[i]) instanceof ObjectNode inner)) {
        throw unknown("key", path, parts[i], names(at));
      }
      at = inner;
    }
    String key = parts[parts.length - 1];
    JsonNode now = at.get(key);
    if (now == null && !path.equals(ANY_NAME + "." + key)) {
      throw unknown("key", path, key, names(at));
    }
    if (now instanceof ArrayNode && !value.startsWith("[")) {
      ArrayNode list = YAML.createArrayNode();
      for (String element : value.split(",", -1)) {
        if (!element.isBlank()) {
          list.add(element.strip());
        }
      }
      at.set(key, list);
    } else if (now != null && now.isContainerNode()) {
      at.set(key, container(path, value));
    } else {
      at.put(key, value);
    }
  }

  private static JsonNode container(String path, String value) {
    try {
      JsonNode given = YAML.readTree(value);
      if (given.isContainerNode()) {
        return given;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(path + "=" + value + " is not valid YAML.", e);
    }
    throw new IllegalArgumentException(
        "%s has keys of its own. Set one of them, or write %s={key: value}.".formatted(path, path));
  }

  private static TrainingConfig bind(JsonNode tree) {
    try {
      return YAML.treeToValue(tree, TrainingConfig.class);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(
          "%s has an invalid value: %s".formatted(key(e), e.getOriginalMessage()), e);
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
      throw new IllegalArgumentException(cause.getMessage(), e);
    }
  }

  private static String key(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(name -> name != null)
        .collect(Collectors.joining("."));
  }

  private static IllegalArgumentException unknown(
      String kind, String given, String name, Collection<String> names) {
    String nearest = NearestName.of(name, names).map(n -> " Did you mean '" + n + "'?").orElse("");
    return new IllegalArgumentException(
        "Unknown %s '%s'.%s Choose from: %s."
            .formatted(kind, given, nearest, String.join(", ", names)));
  }

  private static List<String> names(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void absolute(ObjectNode at, String key) {
    at.put(key, absolute(at.get(key).asText()).asText());
  }

  private static JsonNode absolute(String path) {
    return YAML.getNodeFactory()
        .textNode(path.isEmpty() ? "" : Path.of(path).toAbsolutePath().normalize().toString());
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (node instanceof ObjectNode mapping && !mapping.isEmpty()) {
      mapping
          .properties()
          .forEach(
              entry ->
                  flatten(
                      prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                      entry.getValue(),
                      flat));
    } else {
      flat.put(prefix, node.isContainerNode() ? node.toString() : node.asText());
    }
  }
}
