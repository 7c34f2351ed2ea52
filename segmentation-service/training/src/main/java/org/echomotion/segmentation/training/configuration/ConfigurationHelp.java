package org.echomotion.segmentation.training.configuration;

/** Help on the configuration: the configuration files, whose comments explain each key. */
public final class ConfigurationHelp {

  private ConfigurationHelp() {}

  /** Groups with their options, then every key with its default. */
  public static String text() {
    ConfigFiles files = new ConfigFiles();
    StringBuilder text = new StringBuilder("Groups (group=option, or group=FILE.yaml):\n");
    for (String group : files.groups()) {
      text.append("  %-8s".formatted(group));
      text.append(String.join(", ", files.options(group)));
      text.append("  (default: %s)%n".formatted(files.defaultOption(group)));
    }
    text.append("\nKeys outside the groups (key=value):\n");
    String top = ConfigFiles.text("config");
    indent(text, top.substring(top.indexOf("# Name of the model")));
    for (String group : files.groups()) {
      String option = files.defaultOption(group);
      text.append("%nGroup %s, %s (%s.key=value):%n".formatted(group, option, group));
      indent(text, ConfigFiles.text(group + "/" + option));
    }
    return text.toString();
  }

  private static void indent(StringBuilder text, String lines) {
    lines.lines().forEach(line -> text.append("  ").append(line).append('\n'));
  }
}
