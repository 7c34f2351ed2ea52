package org.echomotion.segmentation.dataset;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Terms of use of a source's frames and of weights trained on them. */
public enum DataLicence {
  /** EchoMotion's own simulated cines. */
  PHANTOM("phantom", "Apache-2.0", "phantoms", ""),
  CAMUS(
      "camus",
      "CC BY-NC-SA 4.0",
      "CAMUS; research only",
      "Leclerc et al., IEEE TMI 2019, doi 10.1109/TMI.2019.2900516"),
  ECHONET(
      "echonet",
      "EchoNet-Dynamic research use agreement",
      "EchoNet-Dynamic; research only",
      "Ouyang et al., Nature 2020, doi 10.1038/s41586-020-2145-8"),
  UNKNOWN("", "unknown", "data of another source: ask its owner", "");

  private final String prefix;
  private final String terms;
  private final String data;
  private final String citation;

  DataLicence(String prefix, String terms, String data, String citation) {
    this.prefix = prefix;
    this.terms = terms;
    this.data = data;
    this.citation = citation;
  }

  /**
   * The licence of {@code source}, found by the start of its name: {@code camus-warped} has the
   * licence of {@code camus}.
   */
  public static DataLicence of(String source) {
    String name = source.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(l -> name.startsWith(l.prefix)).findFirst().orElseThrow();
  }

  /** Terms of the frames, e.g. {@code CC BY-NC-SA 4.0}. */
  public String terms() {
    return terms;
  }

  /** Terms of weights trained on {@code sources}. Phantoms add no terms to those of other data. */
  public static String ofWeights(Collection<String> sources) {
    return binding(sources).stream()
        .map(l -> "%s (trained on %s)".formatted(l.terms, l.data))
        .collect(Collectors.joining("; and "));
  }

  /** Citations required with weights trained on {@code sources}; empty if none. */
  public static String citations(Collection<String> sources) {
    return binding(sources).stream()
        .map(l -> l.citation)
        .filter(citation -> !citation.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static List<DataLicence> binding(Collection<String> sources) {
    List<DataLicence> all = sources.stream().map(DataLicence::of).distinct().sorted().toList();
    List<DataLicence> others = all.stream().filter(l -> l != PHANTOM).toList();
    return others.isEmpty() ? all : others;
  }
}
