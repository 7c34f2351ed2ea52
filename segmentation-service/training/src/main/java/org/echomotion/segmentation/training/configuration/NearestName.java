package org.echomotion.segmentation.training.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of the names that exist was meant: the one fewest edits away (Levenshtein). */
final class NearestName {

  private NearestName() {}

  /** Empty where every name differs in more than half of its letters. */
  static Optional<String> of(String meant, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(meant, name) <= Math.max(meant.length(), name.length()) / 2)
        .min(Comparator.comparingInt((String name) -> distance(meant, name)).thenComparing(n -> n));
  }

  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
