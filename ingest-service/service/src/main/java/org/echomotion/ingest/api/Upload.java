package org.echomotion.ingest.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.store.Admission;
import org.echomotion.ingest.store.blob.UploadKey;

/**
 * An upload that is written to a file. Length and SHA-256 are computed while bytes arrive, so
 * excess bytes are detected at once. If it ends before it is complete, its file is kept, unless it
 * cannot be right.
 */
final class Upload implements Closeable {

  /** Called once, when the file of an upload is not used any more. */
  @FunctionalInterface
  interface Ending {

    /**
     * Keeps or deletes the file.
     *
     * @param keep whether the upload may be continued
     */
    void ended(Upload upload, boolean keep);
  }

  private enum State {
    RECEIVING,
    COMPLETE,
    ENDED
  }

  private final UploadHeader header;
  private final UploadKey key;
  private final Path file;
  private final OutputStream out;
  private final MessageDigest digest;
  private final Ending ending;
  private final CompletableFuture<Admission> interruption = new CompletableFuture<>();
  private CompletableFuture<Admission> result = new CompletableFuture<>();
  private State state = State.RECEIVING;
  private boolean spoilt;
  private long received;
  private long measuredNanos;
  private long measuredBytes;

  /**
   * Opens an upload that continues at the end of its file.
   *
   * @param file an existing file that only this upload uses; empty if the upload is new
   */
  Upload(UploadHeader header, UploadKey key, Path file, Ending ending) {
    this.header = header;
    this.key = key;
    this.file = file;
    this.ending = ending;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
      this.received = digestFile();
      this.out = Files.newOutputStream(file, StandardOpenOption.APPEND);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.measuredNanos = System.nanoTime();
    this.measuredBytes = received;
  }

  private long digestFile() throws IOException {
    long length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        length += n;
      }
    }
    return length;
  }

  UploadHeader header() {
    return header;
  }

  UploadKey key() {
    return key;
  }

  /** The file with the bytes received so far. */
  Path file() {
    return file;
  }

  synchronized long received() {
    return received;
  }

  /** Whether all bytes have arrived and match the header. */
  synchronized boolean isComplete() {
    return state == State.COMPLETE;
  }

  /** Fails when the upload is ended by {@link #interrupt}. It never has an item. */
  CompletableFuture<Admission> interruption() {
    return interruption;
  }

  /**
   * Appends the next bytes. Does nothing if the upload has ended.
   *
   * @throws EchoMotionException {@code CONTENT_MISMATCH} if more bytes were received than stated
   */
  synchronized void append(byte[] bytes) {
    if (state != State.RECEIVING) {
      return;
    }
    if (received + bytes.length > header.lengthBytes()) {
      throw mismatch("length");
    }
    try {
      out.write(bytes);
    } catch (IOException e) {
      // For example, the disk is full: the file only takes space.
      spoilt = true;
      throw new UncheckedIOException(e);
    }
    digest.update(bytes);
    received += bytes.length;
  }

  /**
   * Checks the received bytes, and begins the next step with the complete file.
   *
   * @param next its result is that of the upload, also for callers who ask later
   * @throws EchoMotionException {@code CONTENT_MISMATCH} if length or SHA-256 is not as stated;
   *     {@code UPLOAD_BROKEN} if the upload has ended
   */
  synchronized void complete(Supplier<CompletableFuture<Admission>> next) {
    if (state != State.RECEIVING) {
      throw new EchoMotionException(IngestError.UPLOAD_BROKEN);
    }
    if (received != header.lengthBytes()) {
      throw mismatch("length");
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(header.sha256())) {
      throw mismatch("SHA-256");
    }
    closeFile();
    state = State.COMPLETE;
    result = next.get().whenComplete((admission, failure) -> end(false));
  }

  /** The result of the step that {@link #complete} begins. Cancelling it has no effect. */
  synchronized CompletableFuture<Admission> result() {
    return result.copy();
  }

  /**
   * Ends the upload, unless it is complete.
   *
   * @param why the answer to its caller
   */
  void interrupt(EchoMotionException why) {
    if (end(true)) {
      interruption.completeExceptionally(why);
    }
  }

  /**
   * Returns whether fewer bytes than needed have arrived during the last period. A period is at
   * least as long as stated.
   *
   * @param nowNanos as {@link System#nanoTime}
   */
  synchronized boolean isStalled(long nowNanos, Duration period, long bytesPerSecond) {
    long nanos = nowNanos - measuredNanos;
    if (state != State.RECEIVING || nanos < period.toNanos()) {
      return false;
    }
    boolean stalled = received - measuredBytes < bytesPerSecond * (nanos / 1e9);
    measuredNanos = nowNanos;
    measuredBytes = received;
    return stalled;
  }

  /** Ends the upload, unless it is complete. */
  @Override
  public void close() {
    end(true);
  }

  /** Returns whether it has ended now. */
  private boolean end(boolean ifReceiving) {
    boolean keep;
    synchronized (this) {
      if (state == State.ENDED || (ifReceiving && state == State.COMPLETE)) {
        return false;
      }
      keep = state == State.RECEIVING && !spoilt;
      state = State.ENDED;
      closeFile();
    }
    ending.ended(this, keep);
    return true;
  }

  private EchoMotionException mismatch(String what) {
    spoilt = true;
    return new EchoMotionException(IngestError.CONTENT_MISMATCH, what);
  }

  private void closeFile() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
