package org.echomotion.ingest.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.ingest.store.DeletedStudy;
import org.echomotion.ingest.store.FrameStore;
import org.echomotion.ingest.store.StudyStore;

/** Removes a study: rows first, so that nothing refers to frames that are gone. */
@ApplicationScoped
class StudyRemoval {

  private final StudyStore studies;
  private final FrameStore frames;
  private final IngestEvents events;

  StudyRemoval(StudyStore studies, FrameStore frames, IngestEvents events) {
    this.studies = studies;
    this.frames = frames;
    this.events = events;
  }

  /**
   * @return whether there was such a study
   */
  boolean remove(String studyKey) {
    Optional<DeletedStudy> deleted = studies.delete(studyKey);
    deleted.ifPresent(
        study -> {
          removeFrames(study);
          events.publishNow(study);
        });
    return deleted.isPresent();
  }

  /** Removes the blobs of a study whose rows are gone; absent ones are no error. */
  void removeFrames(DeletedStudy study) {
    study.clipIds().forEach(frames::delete);
  }
}
