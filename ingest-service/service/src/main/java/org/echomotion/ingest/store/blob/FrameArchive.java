package org.echomotion.ingest.store.blob;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/**
 * Stores frames of one size in one blob without loss. Each frame is deflated separately, so any
 * range can be read without the frames before it. Every byte is covered by a checksum, which is
 * verified when it is read.
 *
 * <p>Layout, big-endian: the deflated frames; then the index: int64 [count + 1], the start of each
 * frame and the end of the last; int32 [count], the CRC-32C of each deflated frame; int32 count,
 * height, width; then int32 CRC-32C of the index, and int32 {@link #MARK}. Blobs of version 0.1.0
 * have neither checksums nor the last two numbers.
 */
final class FrameArchive {

  /** The letters EMF2. */
  private static final int MARK = 0x454D4632;

  private static final int SHAPE = 3 * Integer.BYTES;
  private static final int END = 2 * Integer.BYTES;

  /** Far more than a cine may have; a larger number is damage. */
  private static final int MOST_FRAMES = 1 << 20;

  private FrameArchive() {}

  /**
   * @param frames uint8 [frames][height * width]
   */
  static void write(List<byte[]> frames, int height, int width, OutputStream out)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    long[] starts = new long[frames.size() + 1];
    int[] checksums = new int[frames.size()];
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      for (int i = 0; i < frames.size(); i++) {
        byte[] deflated = deflated(deflater, frames.get(i));
        data.write(deflated);
        starts[i + 1] = starts[i] + deflated.length;
        checksums[i] = checksum(deflated, 0, deflated.length);
      }
    } finally {
      deflater.end();
    }
    byte[] index = index(starts, checksums, height, width);
    data.write(index);
    data.writeInt(checksum(index, 0, index.length));
    data.writeInt(MARK);
    data.flush();
  }

  private static byte[] index(long[] starts, int[] checksums, int height, int width) {
    ByteBuffer index = ByteBuffer.allocate(indexLength(checksums.length, true));
    for (long start : starts) {
      index.putLong(start);
    }
    for (int checksum : checksums) {
      index.putInt(checksum);
    }
    return index.putInt(checksums.length).putInt(height).putInt(width).array();
  }

  private static int indexLength(int count, boolean checked) {
    return Long.BYTES * (count + 1) + (checked ? Integer.BYTES * count : 0) + SHAPE;
  }

  /**
   * Reads frames {@code first} to {@code first + count - 1}.
   *
   * @return uint8 [count * height * width]
   * @throws EchoMotionException {@code DAMAGED_FRAMES}
   */
  static byte[] read(BlobReader blobs, String name, int first, int count) {
    return read(blobs, name, Index.of(blobs, name), first, count);
  }

  private static byte[] read(BlobReader blobs, String name, Index index, int first, int count) {
    if (first < 0 || count < 1 || count > index.count() - first) {
      throw new IllegalArgumentException("the blob has " + index.count() + " frames");
    }
    long from = index.start(first);
    byte[] deflated = blobs.read(name, from, (int) (index.start(first + count) - from));
    int framePixels = index.framePixels();
    byte[] pixels = new byte[count * framePixels];
    Inflater inflater = new Inflater(true);
    try {
      for (int i = 0; i < count; i++) {
        int start = (int) (index.start(first + i) - from);
        int length = (int) (index.start(first + i + 1) - from) - start;
        if (!index.matches(first + i, checksum(deflated, start, length))) {
          throw damaged();
        }
        inflater.reset();
        inflater.setInput(deflated, start, length);
        if (inflater.inflate(pixels, i * framePixels, framePixels) != framePixels) {
          throw damaged();
        }
      }
    } catch (DataFormatException e) {
      throw new EchoMotionException(e, IngestError.DAMAGED_FRAMES);
    } finally {
      inflater.end();
    }
    return pixels;
  }

  /**
   * Reads the whole blob.
   *
   * @throws EchoMotionException {@code DAMAGED_FRAMES}
   */
  static void verify(BlobReader blobs, String name) {
    Index index = Index.of(blobs, name);
    for (int i = 0; i < index.count(); i++) {
      read(blobs, name, index, i, 1);
    }
  }

  private static EchoMotionException damaged() {
    return new EchoMotionException(IngestError.DAMAGED_FRAMES);
  }

  private static int checksum(byte[] bytes, int start, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, start, length);
    return (int) sum.getValue();
  }

  /**
   * Where the frames of a blob are.
   *
   * @param bytes the index as it is stored
   * @param checked whether it has checksums
   */
  private record Index(ByteBuffer bytes, int count, boolean checked) {

    static Index of(BlobReader blobs, String name) {
      long length = blobs.length(name);
      if (length < SHAPE + END) {
        throw damaged();
      }
      ByteBuffer end = ByteBuffer.wrap(blobs.read(name, length - END, END));
      int stated = end.getInt();
      boolean checked = end.getInt() == MARK;
      long indexEnd = checked ? length - END : length;
      int count = ByteBuffer.wrap(blobs.read(name, indexEnd - SHAPE, SHAPE)).getInt();
      if (count < 1 || count > MOST_FRAMES || indexLength(count, checked) > indexEnd) {
        throw damaged();
      }
      int indexLength = indexLength(count, checked);
      byte[] bytes = blobs.read(name, indexEnd - indexLength, indexLength);
      Index index = new Index(ByteBuffer.wrap(bytes), count, checked);
      boolean whole =
          checked
              ? checksum(bytes, 0, bytes.length) == stated
              : index.isPlausible(indexEnd - indexLength);
      if (!whole) {
        throw damaged();
      }
      return index;
    }

    /** Whether the frames follow each other up to the index, and have a size. */
    private boolean isPlausible(long end) {
      for (int i = 0; i < count; i++) {
        if (start(i) > start(i + 1)) {
          return false;
        }
      }
      return start(0) == 0 && start(count) == end && framePixels() > 0;
    }

    long start(int frame) {
      return bytes.getLong(Long.BYTES * frame);
    }

    boolean matches(int frame, int checksum) {
      return !checked || bytes.getInt(Long.BYTES * (count + 1) + Integer.BYTES * frame) == checksum;
    }

    int framePixels() {
      int shape = bytes.capacity() - SHAPE + Integer.BYTES;
      return bytes.getInt(shape) * bytes.getInt(shape + Integer.BYTES);
    }
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
