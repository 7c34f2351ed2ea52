package org.echomotion.cli.data;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which results of a cohort are wanted. */
final class CohortFilter {

  @Option(names = "--study", paramLabel = "KEY", description = "Only this study.")
  private String study;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Only cines taken in then or later: 2026-11-25 or 2026-11-25T09:30:00Z.")
  private String from;

  @Option(names = "--until", paramLabel = "DATE", description = "Only cines taken in before.")
  private String until;

  @Option(
      names = "--grade",
      paramLabel = "GRADE",
      description = "Only this quality: good, usable or poor. May be repeated.")
  private List<String> grades = List.of();

  @Option(names = "--lowest", paramLabel = "%%", description = "Only ejection fractions from here.")
  private Double lowest;

  @Option(names = "--highest", paramLabel = "%%", description = "Only ejection fractions to here.")
  private Double highest;

  @Option(
      names = "--include-poor",
      description = "Give the numbers of results of poor quality too.")
  private boolean includePoor;

  /** The study's key, or null where all are wanted. */
  String study() {
    return study;
  }

  boolean includePoor() {
    return includePoor;
  }

  boolean isOfOneStudyWhole() {
    return study != null
        && from == null
        && until == null
        && grades.isEmpty()
        && lowest == null
        && highest == null;
  }

  /** As a query of the REST listing; without the question mark. */
  String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "studyKey", study);
    add(parts, "from", from);
    add(parts, "until", until);
    grades.forEach(grade -> add(parts, "grade", grade));
    add(parts, "lowest", lowest);
    add(parts, "highest", highest);
    add(parts, "includePoor", includePoor);
    return String.join("&", parts);
  }

  private static void add(List<String> parts, String name, Object value) {
    if (value != null) {
      parts.add(name + "=" + encoded(value.toString()));
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
