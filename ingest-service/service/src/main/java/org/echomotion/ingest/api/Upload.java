package org.echomotion.ingest.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.tenant.Actor;

/**
 * An upload that is written to a file. Length and SHA-256 are computed while bytes arrive, so
 * excess bytes are detected at once. Closing deletes the file.
 */
final class Upload implements Closeable {

  private final UploadHeader header;
  private final Actor actor;
  private final Path file;
  private final OutputStream out;
  private final MessageDigest digest;
  private final Consumer<Upload> onClose;
  private long received;

  /**
   * @param actor who uploads
   * @param file an existing file that only this upload uses
   * @param onClose called when the upload is closed
   */
  Upload(UploadHeader header, Actor actor, Path file, Consumer<Upload> onClose) {
    this.header = header;
    this.actor = actor;
    this.file = file;
    this.onClose = onClose;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
      this.out = Files.newOutputStream(file);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UploadHeader header() {
    return header;
  }

  Actor actor() {
    return actor;
  }

  /** The file with the bytes received so far. It is deleted when the upload is closed. */
  Path file() {
    return file;
  }

  synchronized long received() {
    return received;
  }

  /**
   * Appends the next bytes.
   *
   * @throws EchoMotionException {@code CONTENT_MISMATCH} if more bytes were received than stated
   */
  synchronized void append(byte[] bytes, int length) {
    received += length;
    if (received > header.lengthBytes()) {
      throw new EchoMotionException(IngestError.CONTENT_MISMATCH, "length");
    }
    digest.update(bytes, 0, length);
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks the received bytes and returns the complete file.
   *
   * @throws EchoMotionException {@code CONTENT_MISMATCH} if length or SHA-256 is not as stated
   */
  synchronized Path complete() {
    if (received != header.lengthBytes()) {
      throw new EchoMotionException(IngestError.CONTENT_MISMATCH, "length");
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(header.sha256())) {
      throw new EchoMotionException(IngestError.CONTENT_MISMATCH, "SHA-256");
    }
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  @Override
  public synchronized void close() {
    onClose.accept(this);
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
