package org.echomotion.ingest.decode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Changes headers of existing video files. */
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

  /** Sets the display matrix of an MP4 file's track, in whole numbers. */
  static byte[] turned(byte[] mp4, int a, int b, int c, int d) {
    byte[] changed = mp4.clone();
    // After type, version and flags, times, track, duration, layer and volume (14496-12, 8.3.2).
    ByteBuffer matrix = ByteBuffer.wrap(changed).position(indexOf(mp4, "tkhd") + 4 + 40);
    for (int value : new int[] {a, b, 0, c, d, 0}) {
      matrix.putInt(value * FIXED_ONE);
    }
    return changed;
  }

  /** Changes the stated length of an AVI file's RIFF chunk. */
  static byte[] withRiffLength(byte[] avi, long length) {
    byte[] changed = avi.clone();
    for (int i = 0; i < 4; i++) {
      changed[4 + i] = (byte) (length >>> 8 * i);
    }
    return changed;
  }

  /**
   * Replaces the edit list of an MP4 file whose boxes end with {@code moov}: equal edits of it all.
   */
  static byte[] withEdits(byte[] mp4, int count) {
    int list = indexOf(mp4, "elst") - 4;
    int length = ByteBuffer.wrap(mp4).getInt(list);
    byte[] edit = Arrays.copyOfRange(mp4, list + 16, list + 28);
    ByteBuffer edits = ByteBuffer.allocate(16 + 12 * count);
    edits.putInt(edits.capacity()).put(mp4, list + 4, 8).putInt(count);
    for (int i = 0; i < count; i++) {
      edits.put(edit);
    }
    int more = edits.capacity() - length;
    ByteBuffer changed = ByteBuffer.allocate(mp4.length + more);
    changed.put(mp4, 0, list).put(edits.array());
    changed.put(mp4, list + length, mp4.length - list - length);
    for (String around : List.of("moov", "trak", "edts")) {
      int at = indexOf(mp4, around) - 4;
      changed.putInt(at, changed.getInt(at) + more);
    }
    return changed.array();
  }

  /** Changes a box type of a file. */
  static byte[] renamed(byte[] file, String type, String other) {
    byte[] changed = file.clone();
    byte[] name = other.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(name, 0, changed, indexOf(file, type), name.length);
    return changed;
  }
}
