package org.echomotion.segmentation.training.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a configuration: {@code train/} on the class path, and the user's files. */
final class ConfigFiles {

  private static final String FOLDER = "train/";

  private final ObjectNode root;

  ConfigFiles() {
    root = (ObjectNode) parse(text("config"), "train/config.yaml");
  }

  List<String> groups() {
    List<String> groups = new ArrayList<>();
    root.get("defaults").fieldNames().forEachRemaining(groups::add);
    return groups;
  }

  List<String> options(String group) {
    List<String> options = new ArrayList<>();
    root.get("options").get(group).forEach(option -> options.add(option.asText()));
    return options;
  }

  String defaultOption(String group) {
    return root.get("defaults").get(group).asText();
  }

  /** Keys outside the groups. */
  ObjectNode top() {
    return root.deepCopy().without(List.of("defaults", "options"));
  }

  ObjectNode option(String group, String option) {
    return (ObjectNode) parse(text(group + "/" + option), group + "/" + option + ".yaml");
  }

  /**
   * @throws IllegalArgumentException if it cannot be read or is not a mapping
   */
  ObjectNode file(Path path) {
    try {
      if (parse(Files.readString(path), path.toString()) instanceof ObjectNode mapping) {
        return mapping;
      }
      throw new IllegalArgumentException(path + " has no 'key: value' lines.");
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " cannot be read.", e);
    }
  }

  /** The text of a file under {@code train/}, with comments. */
  static String text(String name) {
    String resource = FOLDER + name + ".yaml";
    try (InputStream in = ConfigFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read.", e);
    }
  }

  private static JsonNode parse(String text, String name) {
    try {
      return Composition.YAML.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " is not valid YAML: " + e.getMessage(), e);
    }
  }
}
