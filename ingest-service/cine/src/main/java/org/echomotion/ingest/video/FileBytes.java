package org.echomotion.ingest.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads single values from a video file. The number of reads is limited: a file of many tiny parts
 * must not keep the reader busy.
 */
final class FileBytes implements AutoCloseable {

  /** A cine with a fragment for each of 2,000 frames needs 12,000. */
  private static final int MOST_READS = 100_000;

  private final FileChannel file;
  private final VideoContainer container;
  private int reads;

  FileBytes(Path path, VideoContainer container) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    this.container = container;
  }

  long size() throws IOException {
    return file.size();
  }

  /** Four characters. */
  String word(long at) throws IOException {
    return new String(read(at, 4).array(), StandardCharsets.ISO_8859_1);
  }

  /** An unsigned integer of 32 bits, big-endian. */
  long u32(long at) throws IOException {
    return read(at, 4).getInt() & 0xffffffffL;
  }

  /**
   * This number of bytes; zeros after the end of the file.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} after too many reads
   */
  ByteBuffer read(long at, int count) throws IOException {
    if (++reads > MOST_READS) {
      throw container.unreadable("it has too many parts");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = file.read(bytes, at + bytes.position());
    }
    return bytes.rewind().limit(count);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
