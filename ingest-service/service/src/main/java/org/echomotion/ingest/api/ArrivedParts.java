package org.echomotion.ingest.api;

import com.google.protobuf.UnsafeByteOperations;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.preprocess.PreprocessingV1;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.store.ClipRecording;
import org.jspecify.annotations.Nullable;

/**
 * The working frames of an upload so far, in parts of one message each. The frames are in a file
 * until this is closed, so that neither their number nor the number of listeners takes memory.
 */
final class ArrivedParts implements Closeable {

  /** Frames needed to detect the sector. Detection uses flicker, so it needs several. */
  private static final int FEWEST_FOR_SECTOR = 8;

  /** Working frames: less than 1 MiB. */
  private static final int MOST_PER_PART = 64;

  private static final int FRAME_BYTES = WorkingFrame.SIDE * WorkingFrame.SIDE;

  private final Upload upload;
  private final CineRecipe recipe;
  private final FrameMemory memory;

  /** Held while the file is decoded, so that only one listener does so. */
  private final ReentrantLock decoding = new ReentrantLock();

  /** The messages without their pixels. */
  private final List<StreamArrivingFramesResponse> parts = new ArrayList<>();

  private @Nullable FileChannel pixels;
  private @Nullable RuntimeException failure;

  // Guarded by `decoding`.
  private long seenBytes;
  private int arrivedFrames;
  private Optional<Sector> sector = Optional.empty();
  private int sectorColumns;

  ArrivedParts(Upload upload, CineRecipe recipe, FrameMemory memory) {
    this.upload = upload;
    this.recipe = recipe;
    this.memory = memory;
  }

  /**
   * Decodes what has arrived since the last look. Does nothing while another thread does so.
   *
   * @return number of parts
   * @throws EchoMotionException if a step rejects the file, now and in every later call
   */
  int advance() {
    if (decoding.tryLock()) {
      try {
        decode();
      } catch (RuntimeException e) {
        fail(e);
      } finally {
        decoding.unlock();
      }
    }
    return count();
  }

  /**
   * Waits for a decode that is under way.
   *
   * @return number of parts
   * @throws EchoMotionException as {@link #advance}
   */
  int last() {
    decoding.lock();
    try {
      return count();
    } finally {
      decoding.unlock();
    }
  }

  private synchronized int count() {
    if (failure != null) {
      throw failure;
    }
    return parts.size();
  }

  private synchronized void fail(RuntimeException rejected) {
    failure = rejected;
  }

  /** Reads a part. */
  StreamArrivingFramesResponse part(int index) {
    StreamArrivingFramesResponse part;
    @Nullable FileChannel file;
    synchronized (this) {
      part = parts.get(index);
      file = pixels;
    }
    ByteBuffer bytes = ByteBuffer.allocate(part.getFrameCount() * FRAME_BYTES);
    long start = (long) part.getFirstFrame() * FRAME_BYTES;
    try {
      while (bytes.hasRemaining()) {
        if (file == null || file.read(bytes, start + bytes.position()) < 0) {
          throw new EOFException("the frames of an upload are missing");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return part.toBuilder().setPixels(UnsafeByteOperations.unsafeWrap(bytes.flip())).build();
  }

  private void decode() {
    long received = upload.received();
    if (received == seenBytes) {
      return;
    }
    seenBytes = received;
    try (FrameMemory.Share share = memory.share()) {
      // A cine has at least two frames. The part that is preprocessed is also a cine.
      decodeArrived(share)
          .filter(cine -> cine.frames().size() >= Math.max(FEWEST_FOR_SECTOR, arrivedFrames + 2))
          .ifPresent(this::add);
    }
  }

  private Optional<Cine> decodeArrived(FrameMemory.Share share) {
    try {
      return recipe
          .withOtherModality(upload.header().otherModality())
          .withLimits(recipe.limits().withMemory(share::take))
          .decodeArrived(upload.file());
    } catch (UncheckedIOException e) {
      // The upload ended meanwhile and its file is gone.
      return Optional.empty();
    }
  }

  private void add(Cine cine) {
    int end = Math.min(cine.frames().size(), arrivedFrames + MOST_PER_PART);
    if (cine.frames().size() > end) {
      // The remaining frames are decoded at the next look.
      seenBytes = -1;
    }
    WorkingClip working = preprocessed(cine, end);
    StreamArrivingFramesResponse part = part(cine, end, working);
    write(working);
    arrivedFrames += working.frameCount();
    synchronized (this) {
      parts.add(part);
    }
  }

  private WorkingClip preprocessed(Cine cine, int end) {
    // If the cine has too many large frames, its frames become smaller during the upload.
    if (sector.isEmpty() || sectorColumns != cine.columns()) {
      sector = Optional.of(recipe.sector(cine));
      sectorColumns = cine.columns();
    }
    return recipe.frames(cine.withFrames(cine.frames().subList(arrivedFrames, end)), sector.get());
  }

  private void write(WorkingClip working) {
    try {
      FileChannel file = file();
      long at = (long) arrivedFrames * FRAME_BYTES;
      for (byte[] frame : working.workingFrames()) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        while (bytes.hasRemaining()) {
          at += file.write(bytes, at);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized FileChannel file() throws IOException {
    if (pixels == null) {
      pixels =
          FileChannel.open(
              Files.createTempFile(upload.file().resolveSibling(""), "frames.", ".part"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return pixels;
  }

  private StreamArrivingFramesResponse part(Cine cine, int end, WorkingClip working) {
    EchoView view = upload.header().view().or(cine::view).orElse(EchoView.A4C);
    StreamArrivingFramesResponse.Builder message =
        StreamArrivingFramesResponse.newBuilder()
            .setFirstFrame(arrivedFrames)
            .setFrameCount(working.frameCount())
            .setView(IngestMessages.view(view))
            .setFrameRateHz(cine.frameRateHz())
            .setPreprocessingVersion(PreprocessingV1.VERSION)
            .setRecording(
                IngestMessages.recording(
                    new ClipRecording(
                        cine.times().first(end, end / cine.frameRateHz()),
                        Optional.of(PictureMeasures.of(cine, sector.orElseThrow())),
                        cine.remarks())));
    working.geometry().mmPerWorkingPixel().ifPresent(message::setMmPerWorkingPixel);
    return message.build();
  }

  /** Deletes the file. */
  @Override
  public void close() {
    decoding.lock();
    try {
      synchronized (this) {
        if (pixels != null) {
          pixels.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      decoding.unlock();
    }
  }
}
