package org.echomotion.ingest.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.echomotion.ingest.preprocess.WorkingClip;

/** The frames of each clip: two blobs, named by the clip's id. */
@ApplicationScoped
public class FrameStore {

  /** The two pictures of a clip. */
  public enum Picture {
    WORKING,
    DISPLAY;

    private String blobOf(UUID clipId) {
      return clipId + (this == WORKING ? ".working" : ".display");
    }
  }

  private final BlobStore blobs;

  FrameStore(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Stores a clip's frames.
   *
   * @throws java.io.UncheckedIOException if they cannot be stored; then no frame remains
   */
  public void put(UUID clipId, WorkingClip clip) {
    try {
      blobs.put(
          Picture.WORKING.blobOf(clipId),
          out ->
              FrameArchive.write(
                  clip.workingFrames(),
                  clip.geometry().workingHeight(),
                  clip.geometry().workingWidth(),
                  out));
      blobs.put(
          Picture.DISPLAY.blobOf(clipId),
          out ->
              FrameArchive.write(
                  clip.displayFrames(),
                  clip.geometry().displayHeight(),
                  clip.geometry().displayWidth(),
                  out));
    } catch (RuntimeException e) {
      delete(clipId);
      throw e;
    }
  }

  /**
   * Reads some frames of a clip.
   *
   * @return uint8 [count * height * width]
   * @throws java.io.UncheckedIOException if the clip has no blobs
   */
  public byte[] read(UUID clipId, Picture picture, int first, int count) {
    return FrameArchive.read(blobs, picture.blobOf(clipId), first, count);
  }

  /** Deletes a clip's frames. Missing frames are ignored. */
  public void delete(UUID clipId) {
    for (Picture picture : Picture.values()) {
      blobs.delete(picture.blobOf(clipId));
    }
  }
}
