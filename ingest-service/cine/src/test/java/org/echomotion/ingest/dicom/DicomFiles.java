package org.echomotion.ingest.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.DicomParser;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.ingest.dicom.pixels.FrameIndex;
import org.echomotion.ingest.dicom.pixels.FrameReader;
import org.echomotion.ingest.dicom.pixels.ImageDescription;

/** The DICOM files that tests read, and ways to read them. */
final class DicomFiles {

  static final Path A4C = Path.of("../../docs/samples/a4c.dcm");
  private static final Path FOLDER = Path.of("src/test/resources/dicom");
  static final Path RGB = FOLDER.resolve("us-rgb.dcm");
  static final Path PALETTE = FOLDER.resolve("us-palette.dcm");
  static final Path JPEG_2000 = FOLDER.resolve("us-jpeg2000.dcm");

  private DicomFiles() {}

  static Cine decode(Path file) {
    return new DicomDecoder().decode(file, DecodeLimits.DEFAULT);
  }

  static Cine decode(Path folder, byte[] bytes) {
    return decode(write(folder, bytes));
  }

  /** The luminance of all frames, of stills too. */
  static List<byte[]> luminance(Path path) {
    try (FileWindow file = new FileWindow(path)) {
      DicomFile parsed = DicomParser.parse(file, attributes -> {});
      ImageDescription image = ImageDescription.of(parsed.attributes(), DecodeLimits.DEFAULT);
      return new FrameReader(file, parsed, FrameIndex.of(file, parsed, image, DecodeLimits.DEFAULT))
          .luminance(DecodeLimits.DEFAULT)
          .frames();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path folder, byte[] bytes) {
    try {
      return Files.write(folder.resolve("cine"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double mean(byte[] frame) {
    long sum = 0;
    for (byte level : frame) {
      sum += level & 0xff;
    }
    return (double) sum / frame.length;
  }
}
