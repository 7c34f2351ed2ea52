package org.echomotion.ingest.store.blob;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import java.util.function.Supplier;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
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
   * @throws UncheckedIOException if they cannot be stored; then no frame remains
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
   * @throws EchoMotionException {@code DAMAGED_FRAMES} if the clip's blob is damaged or missing
   * @throws UncheckedIOException if it cannot be read now
   */
  public byte[] read(UUID clipId, Picture picture, int first, int count) {
    String blob = blobOf(clipId, picture);
    return present(() -> FrameArchive.read(blobs, blob, first, count));
  }

  /** Whether all frames of a clip can be read and match their checksums. */
  public boolean areWhole(UUID clipId) {
    try {
      for (Picture picture : Picture.values()) {
        String blob = blobOf(clipId, picture);
        present(
            () -> {
              FrameArchive.verify(blobs, blob);
              return blob;
            });
      }
      return true;
    } catch (EchoMotionException e) {
      return false;
    }
  }

  private static <T> T present(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        throw new EchoMotionException(e, IngestError.DAMAGED_FRAMES);
      }
      throw e;
    }
  }

  /** Deletes a clip's frames. Missing frames are ignored. */
  public void delete(UUID clipId) {
    for (Picture picture : Picture.values()) {
      blobs.delete(blobOf(clipId, picture));
    }
  }
}
