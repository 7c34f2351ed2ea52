package org.echomotion.ingest.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;

/** Where the frames of encapsulated pixel data lie (DICOM PS3.5, annex A.4). */
final class Fragments {

  private static final long ITEM = 0xFFFE_E000L;
  private static final long SEQUENCE_END = 0xFFFE_E0DDL;

  /** A frame in more pieces than this is no frame. */
  private static final int MAX_PER_FRAME = 1_000;

  private Fragments() {}

  /**
   * A run of bytes in the file.
   *
   * @param start place of its first byte
   * @param length its bytes
   */
  record Extent(long start, long length) {}

  /**
   * The extents of each frame, in order.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if a fragment reaches
   *     beyond the file, or the fragments do not make up {@code frames} frames
   */
  static List<List<Extent>> byFrame(FileWindow file, DicomFile parsed, int frames) {
    file.seek(parsed.pixelStart());
    long[] offsets = offsetTable(file, frames);
    long first = file.position();
    List<Extent> fragments = fragments(file, frames);
    if (fragments.size() == frames) {
      return fragments.stream().map(List::of).toList();
    }
    if (fragments.size() < frames) {
      throw mismatch();
    }
    List<List<Extent>> grouped = new ArrayList<>();
    for (Extent fragment : fragments) {
      boolean starts =
          offsets.length == frames
              ? grouped.size() < frames && fragment.start() - 8 - first == offsets[grouped.size()]
              : startsStream(file, fragment);
      if (starts) {
        grouped.add(new ArrayList<>());
      } else if (grouped.isEmpty()) {
        throw mismatch();
      }
      grouped.get(grouped.size() - 1).add(fragment);
    }
    if (grouped.size() != frames) {
      throw mismatch();
    }
    return grouped;
  }

  /**
   * The extents of the frames that have come whole of a file that is still arriving. Where frames
   * may consist of several fragments, the newest frame waits for the start of the next.
   */
  static List<List<Extent>> arrived(FileWindow file, DicomFile parsed, int frames) {
    List<List<Extent>> grouped = new ArrayList<>();
    boolean streams = false;
    try {
      file.seek(parsed.pixelStart());
      offsetTable(file, frames);
      for (Optional<Extent> item = next(file); item.isPresent(); item = next(file)) {
        Extent each = item.get();
        if (each.length() > 0) {
          boolean starts = startsStream(file, each);
          streams |= starts;
          if (starts || !streams) {
            grouped.add(new ArrayList<>());
          }
          grouped.get(grouped.size() - 1).add(each);
        }
        file.seek(each.start() + each.length());
      }
      streams = false;
    } catch (EchoMotionException e) {
      // The end of what has come.
    }
    int whole = Math.max(0, streams ? grouped.size() - 1 : grouped.size());
    return List.copyOf(grouped.subList(0, Math.min(frames, whole)));
  }

  private static long[] offsetTable(FileWindow file, int frames) {
    Extent table =
        next(file)
            .filter(item -> item.length() % 4 == 0)
            .orElseThrow(() -> Refusal.unreadable("its frames lack an offset table"));
    if (table.length() != 4L * frames) {
      file.seek(table.start() + table.length());
      return new long[0];
    }
    long[] offsets = new long[frames];
    for (int i = 0; i < frames; i++) {
      offsets[i] = file.u32();
    }
    return offsets;
  }

  private static List<Extent> fragments(FileWindow file, int frames) {
    List<Extent> fragments = new ArrayList<>();
    for (Optional<Extent> item = next(file); item.isPresent(); item = next(file)) {
      Extent each = item.get();
      file.seek(each.start() + each.length());
      if (each.length() > 0) {
        fragments.add(each);
      }
      if (fragments.size() > (long) frames * MAX_PER_FRAME) {
        throw mismatch();
      }
    }
    return fragments;
  }

  /** Returns the next item; empty at the sequence's end. */
  private static Optional<Extent> next(FileWindow file) {
    long tag = file.tag() & 0xffffffffL;
    long length = file.u32();
    if (tag == SEQUENCE_END) {
      return Optional.empty();
    }
    if (tag != ITEM) {
      throw Refusal.unreadable("its pixel data holds something other than fragments");
    }
    if (length > file.remaining()) {
      throw Refusal.truncated();
    }
    return Optional.of(new Extent(file.position(), length));
  }

  /** Whether a JPEG or JPEG 2000 stream begins with this fragment. */
  private static boolean startsStream(FileWindow file, Extent fragment) {
    if (fragment.length() < 2) {
      return false;
    }
    file.seek(fragment.start());
    int mark = file.u16();
    return mark == 0xd8ff || mark == 0x4fff;
  }

  private static RuntimeException mismatch() {
    return Refusal.unreadable("its fragments do not make up the stated number of frames");
  }
}
