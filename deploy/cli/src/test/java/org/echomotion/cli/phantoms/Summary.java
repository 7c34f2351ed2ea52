package org.echomotion.cli.phantoms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures over all phantoms. */
record Summary(
    int phantoms,
    int withNumber,
    double efMae,
    double efBias,
    double efWorst,
    double edFrames,
    double esFrames,
    double edBias,
    double esBias,
    int expected,
    int missed,
    int invented) {

  static Summary of(List<PhantomAgreement.Finding> findings) {
    double[] ef =
        findings.stream().flatMap(f -> f.efError().stream()).mapToDouble(e -> e).toArray();
    int[] ed = findings.stream().flatMap(f -> f.edErrors().stream()).mapToInt(e -> e).toArray();
    int[] es = findings.stream().flatMap(f -> f.esErrors().stream()).mapToInt(e -> e).toArray();
    return new Summary(
        findings.size(),
        ef.length,
        Arrays.stream(ef).map(Math::abs).average().orElse(0),
        Arrays.stream(ef).average().orElse(0),
        Arrays.stream(ef).map(Math::abs).max().orElse(0),
        Arrays.stream(ed).map(Math::abs).average().orElse(0),
        Arrays.stream(es).map(Math::abs).average().orElse(0),
        Arrays.stream(ed).average().orElse(0),
        Arrays.stream(es).average().orElse(0),
        findings.stream().mapToInt(PhantomAgreement.Finding::expected).sum(),
        findings.stream().mapToInt(PhantomAgreement.Finding::missed).sum(),
        findings.stream().mapToInt(PhantomAgreement.Finding::invented).sum());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d phantoms, %d of them with a usual beat and a number: EF MAE %.2f, bias %.2f, worst %.1f points;"
            + " ED off by %.2f frames (bias %.2f), ES by %.2f (bias %.2f);"
            + " beats: %d of %d found (%.1f %%), %d invented",
        phantoms,
        withNumber,
        efMae,
        efBias,
        efWorst,
        edFrames,
        edBias,
        esFrames,
        esBias,
        expected - missed,
        expected,
        100.0 * (expected - missed) / Math.max(1, expected),
        invented);
  }
}
