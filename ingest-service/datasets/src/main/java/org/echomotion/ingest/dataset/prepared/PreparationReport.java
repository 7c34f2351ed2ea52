package org.echomotion.ingest.dataset.prepared;

import java.util.List;

/**
 * The result of preparing a set.
 *
 * @param written labelled frames in the prepared set
 * @param skipped the items that were left out
 */
public record PreparationReport(int written, List<Skipped> skipped) {

  public PreparationReport {
    skipped = List.copyOf(skipped);
  }

  /** An item that was left out, and why. */
  public record Skipped(String what, String why) {}
}
