package org.echomotion.ingest.store.blob;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Stores frames of one size in one blob without loss. Each frame is deflated separately, so any
 * range can be read without the frames before it.
 *
 * <p>Layout, big-endian: the deflated frames; then int64 [count + 1], the start of each frame and
 * the end of the last; then int32 count, height, width.
 */
final class FrameArchive {

  private static final int TRAILER = 3 * Integer.BYTES;

  private FrameArchive() {}

  /** Number and size of the frames in a blob. */
  record Shape(int count, int height, int width) {}

  /**
   * @param frames uint8 [frames][height * width]
   */
  static void write(List<byte[]> frames, int height, int width, OutputStream out)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    long[] starts = new long[frames.size() + 1];
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      for (int i = 0; i < frames.size(); i++) {
        byte[] deflated = deflated(deflater, frames.get(i));
        data.write(deflated);
        starts[i + 1] = starts[i] + deflated.length;
      }
    } finally {
      deflater.end();
    }
    for (long start : starts) {
      data.writeLong(start);
    }
    data.writeInt(frames.size());
    data.writeInt(height);
    data.writeInt(width);
    data.flush();
  }

  /**
   * Reads frames {@code first} to {@code first + count - 1}.
   *
   * @return uint8 [count * height * width]
   * @throws IllegalStateException if the blob is damaged
   */
  static byte[] read(BlobStore blobs, String name, int first, int count) {
    long length = blobs.length(name);
    Shape shape = shape(blobs, name, length);
    long index = length - TRAILER - (long) Long.BYTES * (shape.count() + 1);
    ByteBuffer starts =
        ByteBuffer.wrap(
            blobs.read(name, index + (long) Long.BYTES * first, Long.BYTES * (count + 1)));
    long from = starts.getLong(0);
    byte[] deflated = blobs.read(name, from, (int) (starts.getLong(Long.BYTES * count) - from));
    int framePixels = shape.height() * shape.width();
    byte[] pixels = new byte[count * framePixels];
    Inflater inflater = new Inflater(true);
    try {
      for (int i = 0; i < count; i++) {
        int start = (int) (starts.getLong(Long.BYTES * i) - from);
        int end = (int) (starts.getLong(Long.BYTES * (i + 1)) - from);
        inflater.reset();
        inflater.setInput(deflated, start, end - start);
        if (inflater.inflate(pixels, i * framePixels, framePixels) != framePixels) {
          throw new IllegalStateException("blob " + name + " is damaged");
        }
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("blob " + name + " is damaged", e);
    } finally {
      inflater.end();
    }
    return pixels;
  }

  private static Shape shape(BlobStore blobs, String name, long length) {
    ByteBuffer trailer = ByteBuffer.wrap(blobs.read(name, length - TRAILER, TRAILER));
    return new Shape(trailer.getInt(), trailer.getInt(), trailer.getInt());
  }

  private static byte[] deflated(Deflater deflater, byte[] frame) {
    deflater.reset();
    deflater.setInput(frame);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length / 2 + 64);
    byte[] buffer = new byte[1 << 13];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    return out.toByteArray();
  }
}
