package org.echomotion.ingest.video;

import java.io.IOException;

/**
 * The header of a box of an MP4 file (ISO/IEC 14496-12, 4.2).
 *
 * @param type four characters
 * @param header length of the header in bytes
 * @param size stated length of the whole box; the rest of the file if it states 0
 */
record Mp4Box(String type, int header, long size) {

  /** Length of the shortest header. */
  static final int HEADER = 8;

  private static final int LARGE_SIZE = 1;

  /**
   * Reads a header.
   *
   * @param at where it begins, at least {@link #HEADER} bytes before the end
   * @param end of the boxes around it, or of the file
   */
  static Mp4Box at(FileBytes file, long at, long end) throws IOException {
    String type = file.word(at + 4);
    long size = file.u32(at);
    if (size == LARGE_SIZE) {
      int header = 2 * HEADER;
      return new Mp4Box(
          type, header, at + header <= end ? file.read(at + HEADER, HEADER).getLong() : 0);
    }
    return new Mp4Box(type, HEADER, size == 0 ? end - at : size);
  }

  /** Whether its length is possible, and it ends before {@code end}. */
  boolean fits(long at, long end) {
    return size >= header && size <= end - at;
  }
}
