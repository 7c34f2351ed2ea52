package org.echomotion.ingest.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;

/**
 * Checks a video file's stated length. Bytes after the stated end are ignored, as in players; a
 * truncated file is refused.
 */
final class StatedLengths {

  private static final int RIFF_HEADER = 8;

  /** The length written by recorders that do not yet know it or were interrupted. */
  private static final Set<Long> UNSTATED = Set.of(0L, 1L, 2L, 3L, 0xffffffffL, 0x7fffffffL);

  private static final Set<String> BOXES =
      Set.of("ftyp", "moov", "mdat", "moof", "mfra", "sidx", "styp", "uuid", "meta", "udta");

  /** EBML identifier of a segment (RFC 9559), the element that contains the whole video. */
  private static final int SEGMENT = 0x18538067;

  /** First half of the identifier of ASF's file properties, which state the file's size. */
  private static final long FILE_PROPERTIES = 0x8CABDCA1A94711CFL;

  private static final int LAST = 64;

  /** After the 0 that ends the last frame's data. */
  private static final byte GIF_END = 0x3B;

  private final FileBytes file;

  private StatedLengths(FileBytes file) {
    this.file = file;
  }

  static void requireWhole(VideoContainer container, Path path) throws IOException {
    try (FileBytes file = new FileBytes(path, container)) {
      StatedLengths lengths = new StatedLengths(file);
      boolean whole =
          switch (container) {
            case AVI -> lengths.riffIsWhole();
            case MP4 -> lengths.boxesAreWhole();
            case MATROSKA -> lengths.segmentIsWhole();
            case ASF -> lengths.asfIsWhole();
            case GIF -> lengths.gifIsWhole();
            default -> true;
          };
      if (!whole) {
        throw container.cutShort();
      }
    }
  }

  /** Whether {@link #requireWhole} found a stated length. */
  static boolean areStated(VideoContainer container, Path path) throws IOException {
    try (FileBytes file = new FileBytes(path, container)) {
      return switch (container) {
        case AVI -> !UNSTATED.contains(new StatedLengths(file).riffSize(0));
        case MP4, ASF, GIF, MATROSKA -> true;
        default -> false;
      };
    }
  }

  private boolean riffIsWhole() throws IOException {
    long at = 0;
    // A file of more than 1 GiB has several RIFF chunks; padding may follow the last.
    while (at + 12 <= file.size() && file.word(at).equals("RIFF")) {
      long size = riffSize(at);
      if (UNSTATED.contains(size)) {
        return true;
      }
      // Some writers include the header of 8 bytes.
      if (at + size > file.size()) {
        return false;
      }
      at += RIFF_HEADER + size + size % 2;
    }
    return true;
  }

  private long riffSize(long at) throws IOException {
    return file.read(at + 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
  }

  private boolean boxesAreWhole() throws IOException {
    boolean described = false;
    boolean data = false;
    long at = 0;
    while (at + Mp4Box.HEADER <= file.size()) {
      Mp4Box box = Mp4Box.at(file, at, file.size());
      if (!box.fits(at, file.size())) {
        // Bytes after the last box.
        return described && data && !BOXES.contains(box.type());
      }
      described |= box.type().equals("moov");
      data |= box.type().equals("mdat");
      at += box.size();
    }
    return described && (at == file.size() || data);
  }

  private boolean segmentIsWhole() throws IOException {
    long at = 0;
    // The header, an optional void element, the segment.
    for (int element = 0; element < 4 && at + 12 <= file.size(); element++) {
      int idLength = vintLength(at);
      long id = vint(at, idLength, false);
      int sizeLength = vintLength(at + idLength);
      long size = vint(at + idLength, sizeLength, true);
      boolean unknown = size == (1L << (7 * sizeLength)) - 1;
      long start = at + idLength + sizeLength;
      if (id == SEGMENT) {
        return unknown || size <= file.size() - start;
      }
      if (unknown || size > file.size() - start) {
        return false;
      }
      at = start + size;
    }
    return false;
  }

  private int vintLength(long at) throws IOException {
    return Integer.numberOfLeadingZeros(Math.max(1, file.read(at, 1).get() & 0xff)) - 23;
  }

  private long vint(long at, int length, boolean withoutMark) throws IOException {
    ByteBuffer bytes = file.read(at, length);
    long value = 0;
    while (bytes.hasRemaining()) {
      value = (value << 8) | (bytes.get() & 0xff);
    }
    return withoutMark ? value & ((1L << (7 * length)) - 1) : value;
  }

  private boolean asfIsWhole() throws IOException {
    if (file.size() < 30) {
      return false;
    }
    long end = Math.min(file.size(), little(16));
    for (long at = 30, size = 0; at + 104 <= end; at += Math.min(end, Math.max(24, size))) {
      size = little(at + 16);
      ByteBuffer id = file.read(at, 8).order(ByteOrder.LITTLE_ENDIAN);
      long first = (id.getInt() & 0xffffffffL) << 32;
      first |= ((id.getShort() & 0xffffL) << 16) | (id.getShort() & 0xffffL);
      if (first == FILE_PROPERTIES) {
        boolean live = (file.read(at + 88, 1).get() & 1) != 0;
        return live || little(at + 40) <= file.size();
      }
    }
    return false;
  }

  private long little(long at) throws IOException {
    return Math.max(0, file.read(at, 8).order(ByteOrder.LITTLE_ENDIAN).getLong());
  }

  private boolean gifIsWhole() throws IOException {
    int length = (int) Math.min(LAST, file.size());
    ByteBuffer last = file.read(file.size() - length, length);
    byte before = -1;
    while (last.hasRemaining()) {
      byte each = last.get();
      if (before == 0 && each == GIF_END) {
        return true;
      }
      before = each;
    }
    return false;
  }
}
