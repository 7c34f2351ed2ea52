package org.echomotion.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A study with its clips.
 *
 * @param key the caller's name for it
 * @param clips oldest first
 */
public record StoredStudy(UUID id, String key, Instant createdAt, List<StoredClip> clips) {

  public StoredStudy {
    clips = List.copyOf(clips);
  }
}
