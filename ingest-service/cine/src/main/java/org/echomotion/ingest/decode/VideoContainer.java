package org.echomotion.ingest.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/** The file formats that hold a video, and whether a file of them is whole. */
enum VideoContainer {
  /** RIFF chunks. */
  AVI(SourceFormat.AVI, "avi") {
    @Override
    void requireWhole(FileChannel file) throws IOException {
      long at = 0;
      // A file of more than 1 GiB has several RIFF chunks; behind the last, padding may follow.
      while (at + 12 <= file.size() && word(file, at).equals("RIFF")) {
        long size = read(file, at + 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
        if (size < 4 || at + 8 + size > file.size()) {
          throw cutShort();
        }
        at += 8 + size + size % 2;
      }
    }
  },
  /** ISO base media boxes; QuickTime's are the same. */
  MP4(SourceFormat.MP4, "mov") {
    @Override
    void requireWhole(FileChannel file) throws IOException {
      boolean described = false;
      long at = 0;
      while (at + 8 <= file.size()) {
        described |= word(file, at + 4).equals("moov");
        long size = read(file, at, 4).getInt() & 0xffffffffL;
        if (size == 1) {
          size = at + 16 <= file.size() ? read(file, at + 8, 8).getLong() : 0;
        } else if (size == 0) {
          size = file.size() - at;
        }
        if (size < 8 || size > file.size() - at) {
          throw cutShort();
        }
        at += size;
      }
      if (!described || at != file.size()) {
        throw cutShort();
      }
    }
  };

  private static final Set<String> FIRST_BOXES =
      Set.of("ftyp", "moov", "mdat", "wide", "free", "skip");

  final SourceFormat format;

  /** FFmpeg's name of the only demuxer that may read the file. */
  final String demuxer;

  VideoContainer(SourceFormat format, String demuxer) {
    this.format = format;
    this.demuxer = demuxer;
  }

  static Optional<VideoContainer> of(byte[] head) {
    if (head.length < 12) {
      return Optional.empty();
    }
    String text = new String(head, 0, 12, StandardCharsets.ISO_8859_1);
    if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
      return Optional.of(AVI);
    }
    return FIRST_BOXES.contains(text.substring(4, 8)) ? Optional.of(MP4) : Optional.empty();
  }

  /**
   * Holds the lengths that the file states against the file's length.
   *
   * @throws EchoMotionException {@code UNREADABLE} if they do not agree
   */
  void requireWhole(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      requireWhole(file);
    }
  }

  abstract void requireWhole(FileChannel file) throws IOException;

  EchoMotionException unreadable(String reason) {
    return new EchoMotionException(IngestError.UNREADABLE, name(), reason);
  }

  EchoMotionException unsupported(String feature) {
    return new EchoMotionException(IngestError.UNSUPPORTED, name(), feature);
  }

  EchoMotionException cutShort() {
    return unreadable("its length is not the one that it states");
  }

  private static String word(FileChannel file, long at) throws IOException {
    return new String(read(file, at, 4).array(), StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer read(FileChannel file, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = file.read(bytes, at + bytes.position());
    }
    return bytes.flip().limit(count);
  }
}
