package org.echomotion.ingest.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.ingest.store.DeletedStudy;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.ingest.store.blob.FrameStore;

/** Deletes a study. Its rows are deleted first, so that no row refers to missing frames. */
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
   * Deletes a study.
   *
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

  /** Deletes the blobs of a study after its rows. Missing blobs are ignored. */
  void removeFrames(DeletedStudy study) {
    study.clipIds().forEach(frames::delete);
  }
}
