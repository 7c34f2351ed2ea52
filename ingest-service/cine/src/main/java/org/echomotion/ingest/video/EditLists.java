package org.echomotion.ingest.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Counts the edits of an MP4 file (ISO/IEC 14496-12, 8.6.6) before FFmpeg reads it. FFmpeg's time
 * grows with the square of their number, and it cannot be interrupted meanwhile.
 */
final class EditLists {

  /** Recorders and editing programs write one or two. */
  private static final int MOST = 1000;

  /** The boxes around an edit list, from the outside in. */
  private static final List<String> AROUND = List.of("moov", "trak", "edts");

  private final FileBytes file;
  private long edits;

  private EditLists(FileBytes file) {
    this.file = file;
  }

  /**
   * Checks a file; what cannot be read is left to FFmpeg.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if there are too many edits
   *     or boxes
   */
  static void requireFew(Path path) throws IOException {
    try (FileBytes file = new FileBytes(path, VideoContainer.MP4)) {
      new EditLists(file).count(0, file.size(), 0);
    }
  }

  private void count(long start, long end, int depth) throws IOException {
    for (long at = start; at + Mp4Box.HEADER <= end; ) {
      Mp4Box box = Mp4Box.at(file, at, end);
      if (box.size() < box.header()) {
        return;
      }
      // A box may be cut short, or state more than there is.
      long boxEnd = box.fits(at, end) ? at + box.size() : end;
      long content = at + box.header();
      if (depth < AROUND.size() && box.type().equals(AROUND.get(depth))) {
        count(content, boxEnd, depth + 1);
      } else if (depth == AROUND.size() && box.type().equals("elst")) {
        // After one byte of version and three of flags.
        edits += file.u32(content + 4);
        if (edits > MOST) {
          throw VideoContainer.MP4.unreadable(
              "it states " + edits + " edits, and at most " + MOST + " are read");
        }
      }
      at = boxEnd;
    }
  }
}
