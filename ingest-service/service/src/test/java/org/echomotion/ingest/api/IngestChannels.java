package org.echomotion.ingest.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.echomotion.testing.InMemoryChannels;

/** The channels of ingest-service in the hands of the test, and a blob directory of its own. */
public class IngestChannels extends InMemoryChannels {

  static final String PROGRESS = "ingest-progress";
  static final String DEAD_LETTERS = "ingest-dead-letters";
  static final String CLIP_INGESTED = "ingest-clip-ingested";
  static final String STUDY_DELETED = "ingest-study-deleted";

  static final int TRANSFERS_PER_CALLER = 24;

  public IngestChannels() {
    super(List.of(PROGRESS, DEAD_LETTERS), List.of(CLIP_INGESTED, STUDY_DELETED));
  }

  @Override
  protected Map<String, String> settings(Path folder) {
    return Map.of(
        "echomotion.ingest.blob-directory",
        folder.toString(),
        "echomotion.study-key-secret",
        "a secret of the test",
        "echomotion.streams.max-transfers-per-caller",
        String.valueOf(TRANSFERS_PER_CALLER),
        "echomotion.ingest.max-upload-bytes",
        String.valueOf(64 << 20));
  }
}
