package org.echomotion.ingest.store.blob;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.tenant.Actors;

/** The frames of each clip: two blobs in the tenant's folder, named by the clip's id. */
@ApplicationScoped
public class FrameStore {

  /** The two pictures of a clip. */
  public enum Picture {
    WORKING,
    DISPLAY;

    private String fileOf(UUID clipId) {
      return clipId + (this == WORKING ? ".working" : ".display");
    }
  }

  private final BlobStore blobs;
  private final Actors actors;

  FrameStore(BlobStore blobs, Actors actors) {
    this.blobs = blobs;
    this.actors = actors;
  }

  private String blobOf(UUID clipId, Picture picture) {
    return actors.required().tenant() + "/" + picture.fileOf(clipId);
  }

  /**
   * Stores a clip's frames.
   *
   * @throws java.io.UncheckedIOException if they cannot be stored; then no frame remains
   */
  public void put(UUID clipId, WorkingClip clip) {
    try {
      blobs.put(
          blobOf(clipId, Picture.WORKING),
          out ->
              FrameArchive.write(
                  clip.workingFrames(),
                  clip.geometry().workingHeight(),
                  clip.geometry().workingWidth(),
                  out));
      blobs.put(
          blobOf(clipId, Picture.DISPLAY),
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
    return FrameArchive.read(blobs, blobOf(clipId, picture), first, count);
  }

  /** Deletes a clip's frames. Missing frames are ignored. */
  public void delete(UUID clipId) {
    for (Picture picture : Picture.values()) {
      blobs.delete(blobOf(clipId, picture));
    }
  }
}
