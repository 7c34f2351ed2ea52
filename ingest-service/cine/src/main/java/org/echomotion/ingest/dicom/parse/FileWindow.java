package org.echomotion.ingest.dicom.parse;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a file forward through a small window, little endian unless {@link #order} changes it. A
 * read past the file's end throws {@code UNREADABLE}.
 */
public final class FileWindow implements Closeable {

  private final FileChannel channel;
  private final long length;
  private final ByteBuffer window =
      ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  /** Place in the file of the window's first byte. */
  private long windowStart;

  public FileWindow(Path file) throws IOException {
    this(FileChannel.open(file, StandardOpenOption.READ));
  }

  /** The window closes the channel. */
  public FileWindow(FileChannel channel) throws IOException {
    this.channel = channel;
    length = channel.size();
  }

  void order(ByteOrder order) {
    window.order(order);
  }

  ByteOrder order() {
    return window.order();
  }

  public long position() {
    return windowStart + window.position();
  }

  public long length() {
    return length;
  }

  public long remaining() {
    return length - position();
  }

  public void seek(long position) {
    if (position < 0 || position > length) {
      throw Refusal.truncated();
    }
    if (position >= windowStart && position <= windowStart + window.limit()) {
      window.position((int) (position - windowStart));
    } else {
      windowStart = position;
      window.clear().limit(0);
    }
  }

  void skip(long bytes) {
    seek(position() + bytes);
  }

  int u16() {
    require(2);
    return window.getShort() & 0xffff;
  }

  public long u32() {
    require(4);
    return window.getInt() & 0xffffffffL;
  }

  /** A tag as one number: group in the upper half, element in the lower. */
  public int tag() {
    int group = u16();
    return group << 16 | u16();
  }

  /** The next bytes, up to {@code count} (at most 64 KiB), without moving. */
  public byte[] peek(int count) {
    byte[] bytes = new byte[(int) Math.min(count, remaining())];
    require(bytes.length);
    window.get(window.position(), bytes);
    return bytes;
  }

  public byte[] bytes(long count) {
    if (count < 0 || count > remaining() || count > Integer.MAX_VALUE - 8) {
      throw Refusal.truncated();
    }
    byte[] bytes = new byte[(int) count];
    int done = Math.min(bytes.length, window.remaining());
    window.get(bytes, 0, done);
    if (done < bytes.length) {
      long from = position();
      readFully(ByteBuffer.wrap(bytes, done, bytes.length - done), from);
      seek(from + bytes.length - done);
    }
    return bytes;
  }

  private void require(int bytes) {
    if (window.remaining() >= bytes) {
      return;
    }
    long from = position();
    if (length - from < bytes) {
      throw Refusal.truncated();
    }
    windowStart = from;
    window.clear().limit((int) Math.min(window.capacity(), length - from));
    readFully(window, from);
    window.position(0);
  }

  private void readFully(ByteBuffer target, long from) {
    try {
      while (target.hasRemaining()) {
        int count = channel.read(target, from);
        if (count < 0) {
          throw Refusal.truncated();
        }
        from += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
