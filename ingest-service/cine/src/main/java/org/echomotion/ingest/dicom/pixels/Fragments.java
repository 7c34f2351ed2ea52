package org.echomotion.ingest.dicom.pixels;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.ElementReader;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.ingest.dicom.parse.Packing;
import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * The fragments of encapsulated pixel data (DICOM PS3.5, annex A.4).
 *
 * @param pieces the non-empty fragments, in order
 * @param offsets the basic offset table: the offset of each frame from the first fragment's item;
 *     empty if the table is empty or damaged
 * @param base position of the first fragment's item in the file
 */
record Fragments(List<Extent> pieces, Set<Long> offsets, long base) {

  private static final long ITEM = 0xFFFE_E000L;
  private static final int ITEM_HEADER = 8;

  /** A real frame never has more fragments. */
  private static final int MAX_PER_FRAME = 1_000;

  private static final int HEAD = 16;

  /**
   * A run of bytes in the file.
   *
   * @param start position of the first byte
   * @param length number of bytes
   */
  record Extent(long start, long length) {}

  /**
   * Reads the items of a whole file. The delimiter after them may be missing or zero.
   *
   * @throws EchoMotionException {@code UNREADABLE} if a fragment extends past the end of the file,
   *     or there are too many fragments
   */
  static Fragments of(FileWindow file, DicomFile.PixelData pixels, DecodeLimits limits) {
    file.seek(pixels.start());
    Set<Long> offsets = offsetTable(file, limits.maxFrames());
    long base = file.position();
    List<Extent> pieces = new ArrayList<>();
    for (Optional<Extent> item = next(file); item.isPresent(); item = next(file)) {
      Extent each = item.get();
      file.seek(each.start() + each.length());
      if (each.length() > 0) {
        pieces.add(each);
      }
      if (pieces.size() > (long) limits.maxFrames() * MAX_PER_FRAME) {
        throw mismatch();
      }
    }
    return new Fragments(pieces, offsets, base);
  }

  /**
   * The extents of each frame, in order. A frame begins at the start of each compressed stream. If
   * stream starts are not recognizable, the offset table is used, or else each fragment is a frame.
   *
   * @param stated the number of frames that the file states
   * @throws EchoMotionException {@code UNREADABLE} if there are fewer frames than stated, or frames
   *     cannot be separated
   */
  List<List<Extent>> byFrame(FileWindow file, Packing packing, OptionalInt stated) {
    List<List<Extent>> byStream = grouped(each -> packing.startsFrame(head(file, each)));
    if (!byStream.isEmpty() && byStream.size() >= stated.orElse(0)) {
      return byStream;
    }
    List<List<Extent>> byTable =
        grouped(each -> offsets.contains(each.start() - ITEM_HEADER - base));
    List<List<Extent>> byPiece = pieces.stream().map(List::of).toList();
    for (List<List<Extent>> frames : List.of(byTable, byPiece)) {
      if (!frames.isEmpty() && frames.size() == stated.orElse(frames.size())) {
        return frames;
      }
    }
    throw Refusal.unreadable(
        "its %d fragment(s) make up %d frame(s), and it states %d"
            .formatted(pieces.size(), byStream.size(), stated.orElse(0)));
  }

  /** Empty if the first fragment does not begin a frame. */
  private List<List<Extent>> grouped(Predicate<Extent> starts) {
    List<List<Extent>> frames = new ArrayList<>();
    for (Extent each : pieces) {
      if (starts.test(each)) {
        frames.add(new ArrayList<>());
      } else if (frames.isEmpty()) {
        return List.of();
      }
      frames.get(frames.size() - 1).add(each);
    }
    return frames;
  }

  /**
   * The extents of the complete frames of a file that is still arriving. If frames may have several
   * fragments, the last frame is complete only once the next one begins.
   */
  static List<List<Extent>> arrived(
      FileWindow file, DicomFile.PixelData pixels, Packing packing, int most) {
    List<List<Extent>> grouped = new ArrayList<>();
    boolean streams = false;
    try {
      file.seek(pixels.start());
      offsetTable(file, 0);
      Optional<Extent> item = whole(file);
      for (long pieces = 0;
          item.isPresent() && grouped.size() <= most && pieces < (long) most * MAX_PER_FRAME;
          pieces++) {
        Extent each = item.get();
        if (each.length() > 0) {
          boolean starts = packing.startsFrame(head(file, each));
          streams |= starts;
          if (starts || !streams) {
            grouped.add(new ArrayList<>());
          }
          grouped.get(grouped.size() - 1).add(each);
        }
        file.seek(each.start() + each.length());
        item = whole(file);
      }
      // After the last fragment, the last frame is complete.
      streams &= item.isPresent();
    } catch (EchoMotionException e) {
      // The end of the received data.
    }
    int whole = Math.max(0, streams ? grouped.size() - 1 : grouped.size());
    return List.copyOf(grouped.subList(0, Math.min(most, whole)));
  }

  /** The first bytes of the first fragment; empty without fragments. */
  static Optional<byte[]> firstHead(FileWindow file, DicomFile.PixelData pixels) {
    file.seek(pixels.start());
    offsetTable(file, 0);
    Optional<Extent> first = next(file);
    while (first.isPresent() && first.get().length() == 0) {
      first = next(file);
    }
    return first.map(each -> head(file, each));
  }

  /** Whether pixel data of stated length is in fact a compressed stream. */
  static boolean startsWithStream(FileWindow file, DicomFile.PixelData pixels) {
    byte[] head = head(file, new Extent(pixels.start(), pixels.length()));
    return Packing.JPEG.startsFrame(head) || Packing.JPEG_2000.startsFrame(head);
  }

  /** Reads the offset table; skips it if it has more than {@code most} entries. */
  private static Set<Long> offsetTable(FileWindow file, int most) {
    Extent table =
        next(file).orElseThrow(() -> Refusal.unreadable("its frames lack an offset table"));
    Set<Long> offsets = new HashSet<>();
    for (long i = 0; table.length() / 4 <= most && i < table.length() / 4; i++) {
      offsets.add(file.u32());
    }
    file.seek(table.start() + table.length());
    return offsets;
  }

  private static byte[] head(FileWindow file, Extent fragment) {
    file.seek(fragment.start());
    return file.peek((int) Math.min(HEAD, fragment.length()));
  }

  /** Returns the next item; empty after the last, at a delimiter or at the file's end. */
  private static Optional<Extent> next(FileWindow file) {
    return file.remaining() < ITEM_HEADER ? Optional.empty() : whole(file);
  }

  /** Returns the next item; empty at the sequence's delimiter. */
  private static Optional<Extent> whole(FileWindow file) {
    long tag = file.tag() & 0xffffffffL;
    long length = file.u32();
    if (tag == (ElementReader.SEQUENCE_END & 0xffffffffL) || tag == 0) {
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

  private static EchoMotionException mismatch() {
    return Refusal.unreadable("it has too many fragments for its frames");
  }
}
