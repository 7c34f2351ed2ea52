package org.echomotion.ingest.dataset.prepared;

import java.util.List;

/**
 * What became of a set.
 *
 * @param written labelled frames in the prepared set
 * @param skipped what was left out
 */
public record PreparationReport(int written, List<Skipped> skipped) {

  public PreparationReport {
    skipped = List.copyOf(skipped);
  }

  /** What was left out, and why. */
  public record Skipped(String what, String why) {}
}
