package org.echomotion.ingest.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echomotion.pseudonym.StudyKeys;

/** The uploads in progress. */
@ApplicationScoped
class ArrivingUploads {

  private final List<Upload> underWay = new CopyOnWriteArrayList<>();
  private final StudyKeys keys;

  ArrivingUploads(StudyKeys keys) {
    this.keys = keys;
  }

  void begin(Upload upload) {
    underWay.add(upload);
  }

  void end(Upload upload) {
    underWay.remove(upload);
  }

  boolean has(Upload upload) {
    return underWay.contains(upload);
  }

  /** Returns a tenant's newest upload to a study. */
  Optional<Upload> to(String tenant, String studyKey) {
    return underWay.stream()
        .filter(upload -> upload.actor().tenant().equals(tenant))
        .filter(upload -> keys.stored(upload.header().studyKey()).equals(keys.stored(studyKey)))
        .reduce((older, newer) -> newer);
  }
}
