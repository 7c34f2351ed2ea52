package org.echomotion.ingest.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Changes headers of video files that were written. */
final class Boxes {

  private static final int FIXED_ONE = 1 << 16;

  private Boxes() {}

  static int indexOf(byte[] file, String mark) {
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(mark);
    if (at < 0) {
      throw new IllegalStateException(mark + " is not in the file");
    }
    return at;
  }

  /** An MP4 file whose track is shown by this display matrix, in whole numbers. */
  static byte[] turned(byte[] mp4, int a, int b, int c, int d) {
    byte[] changed = mp4.clone();
    // Behind type, version and flags, times, track, duration, layer and volume (14496-12, 8.3.2).
    ByteBuffer matrix = ByteBuffer.wrap(changed).position(indexOf(mp4, "tkhd") + 4 + 40);
    for (int value : new int[] {a, b, 0, c, d, 0}) {
      matrix.putInt(value * FIXED_ONE);
    }
    return changed;
  }

  /** An AVI file that states another length of its RIFF chunk. */
  static byte[] withRiffLength(byte[] avi, long length) {
    byte[] changed = avi.clone();
    for (int i = 0; i < 4; i++) {
      changed[4 + i] = (byte) (length >>> 8 * i);
    }
    return changed;
  }

  /** A file with another box type. */
  static byte[] renamed(byte[] file, String type, String other) {
    byte[] changed = file.clone();
    byte[] name = other.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(name, 0, changed, indexOf(file, type), name.length);
    return changed;
  }
}
