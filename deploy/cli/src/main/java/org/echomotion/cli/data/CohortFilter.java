package org.echomotion.cli.data;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select the results to export. */
final class CohortFilter {

  @Option(names = "--study", paramLabel = "KEY", description = "Only this study.")
  private String study;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description =
          "Only cines received at this time or later: 2026-11-25 or 2026-11-25T09:30:00Z.")
  private String from;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Only cines received before this time.")
  private String until;

  @Option(
      names = "--grade",
      paramLabel = "GRADE",
      description = "Only this quality: good, usable or poor. May be repeated.")
  private List<String> grades = List.of();

  @Option(
      names = "--lowest",
      paramLabel = "%%",
      description = "Only ejection fractions of at least this value.")
  private Double lowest;

  @Option(
      names = "--highest",
      paramLabel = "%%",
      description = "Only ejection fractions of at most this value.")
  private Double highest;

  @Option(names = "--include-poor", description = "Also export ejection fractions of poor quality.")
  private boolean includePoor;

  boolean includePoor() {
    return includePoor;
  }

  /** Returns the key of the study if exactly one whole study is exported; otherwise empty. */
  Optional<String> wholeStudy() {
    boolean whole =
        from == null && until == null && grades.isEmpty() && lowest == null && highest == null;
    return Optional.ofNullable(study).filter(key -> whole);
  }

  /** Returns the filter as a query of the REST listing, without the question mark. */
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

  private static void add(List<String> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + "=" + encoded(value.toString()));
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
