package org.echomotion.cli.endtoend;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.echomotion.ingest.dicom.DicomWriter;
import org.echomotion.ingest.dicom.RlePacker;
import org.echomotion.ingest.phantom.ApicalView;
import org.echomotion.ingest.phantom.MjpegAvi;
import org.echomotion.ingest.phantom.PhantomSimulator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.picture.Look;

/**
 * Cines just within the limits of a file. They show an enlarged phantom whose beats are repeated.
 */
final class LargeCines {

  private static final double FRAME_RATE_HZ = 30;
  private static final int PHANTOM_SIDE = 112;

  private static final int PLANAR_CONFIGURATION = 0x0028_0006;
  private static final int FRAME_TIME = 0x0018_1063;
  private static final int PIXEL_DATA = 0x7FE0_0010;

  private final Path folder;
  private final List<byte[]> phantom;

  LargeCines(Path folder) {
    this.folder = folder;
    this.phantom =
        PhantomSimulator.simulate(
                new PhantomSpec(
                    "large", 12, Look.ECHONET, ApicalView.A4C, 55, 90, 70, FRAME_RATE_HZ, 64),
                OptionalInt.empty())
            .frames();
  }

  /**
   * The most frames and the most pixels: 2,000 frames of 366 x 366, MJPEG in AVI.
   *
   * @param copies number of files, each with other bytes and the same frames
   */
  List<Path> longest(int copies) throws IOException {
    int side = 366;
    Path first = folder.resolve("longest-0.avi");
    try (MjpegAvi avi = new MjpegAvi(first, side, side, FRAME_RATE_HZ)) {
      List<byte[]> enlarged = phantom.stream().map(frame -> enlarged(frame, side, side)).toList();
      for (int i = 0; i < 2000; i++) {
        avi.write(enlarged.get(i % enlarged.size()));
      }
    }
    // The language of the stream, which nothing reads.
    int language = indexOf("strh", first) + 8 + 14;
    return copies(first, copies, language);
  }

  /** The largest frames and the most pixels: 32 frames of 2900 x 2800, DICOM, RLE. */
  List<Path> finest(int copies) throws IOException {
    int rows = 2900;
    int columns = 2800;
    int frames = 32;
    List<byte[]> packed = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      packed.add(RlePacker.pack(enlarged(phantom.get(i), rows, columns)));
    }
    Path first = folder.resolve("finest-0.dcm");
    Files.write(
        first,
        DicomWriter.file(DicomWriter.RLE)
            .text(FRAME_TIME, "DS", "33.33")
            .image("MONOCHROME2", 1, frames, rows, columns, 8)
            .fragments(new int[0], packed)
            .bytes());
    return copies(first, copies, 0);
  }

  /** The largest file: 510 MiB, 86 frames of 1080 x 1920, DICOM, colours, not compressed. */
  List<Path> heaviest(int copies) throws IOException {
    int rows = 1080;
    int columns = 1920;
    int frames = 86;
    Path first = folder.resolve("heaviest-0.dcm");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(first), 1 << 20)) {
      out.write(
          DicomWriter.file(DicomWriter.EXPLICIT)
              .text(FRAME_TIME, "DS", "33.33")
              .image("RGB", 3, frames, rows, columns, 8)
              .us(PLANAR_CONFIGURATION, 0)
              .header(PIXEL_DATA, "OB", 3L * frames * rows * columns)
              .bytes());
      for (int i = 0; i < frames; i++) {
        byte[] gray = enlarged(phantom.get(i % phantom.size()), rows, columns);
        byte[] colours = new byte[3 * gray.length];
        for (int p = 0; p < colours.length; p++) {
          colours[p] = gray[p / 3];
        }
        out.write(colours);
      }
    }
    return copies(first, copies, 0);
  }

  /** Each pixel of the phantom becomes a square. What is left is black. */
  private static byte[] enlarged(byte[] frame, int rows, int columns) {
    int factor = Math.min(rows, columns) / PHANTOM_SIDE;
    int side = factor * PHANTOM_SIDE;
    int left = (columns - side) / 2;
    byte[] large = new byte[rows * columns];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        large[y * columns + left + x] = frame[y / factor * PHANTOM_SIDE + x / factor];
      }
    }
    return large;
  }

  /** Copies a file, with the number of the copy in a byte that means nothing. */
  private static List<Path> copies(Path first, int count, int place) throws IOException {
    List<Path> files = new ArrayList<>(List.of(first));
    for (int i = 1; i < count; i++) {
      Path copy =
          first.resolveSibling(first.getFileName().toString().replace("-0.", "-" + i + "."));
      Files.copy(first, copy);
      try (RandomAccessFile bytes = new RandomAccessFile(copy.toFile(), "rw")) {
        bytes.seek(place);
        bytes.write(i);
      }
      files.add(copy);
    }
    return files;
  }

  private static int indexOf(String mark, Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] start = new byte[1 << 12];
      bytes.readFully(start);
      int at = new String(start, StandardCharsets.ISO_8859_1).indexOf(mark);
      if (at < 0) {
        throw new IOException("no " + mark + " in " + file);
      }
      return at;
    }
  }
}
