package org.echomotion.ingest.dataset.volume;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * NIfTI-1 in one file, with or without gzip compression (R. Cox et al., "A (sort of) new image data
 * format standard: NIfTI-1", 2004). The first axis runs along a frame's row, the second down its
 * columns, the third from frame to frame; Orientation is not applied, because echo frames have no
 * orientation in the patient.
 */
final class NiftiImage {

  private static final int HEADER_BYTES = 348;
  private static final int MAX_EXTENSION_BYTES = 1 << 20;

  private NiftiImage() {}

  static Volume read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = isPacked(raw) ? new GZIPInputStream(raw) : raw) {
      return read(in);
    } catch (ZipException e) {
      throw new IOException("its compressed samples are damaged", e);
    }
  }

  private static boolean isPacked(InputStream in) throws IOException {
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed;
  }

  private static Volume read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(HEADER_BYTES);
    if (start.length < HEADER_BYTES) {
      throw new IOException("it is shorter than a NIfTI header");
    }
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != HEADER_BYTES) {
      header.order(ByteOrder.BIG_ENDIAN);
    }
    if (header.getInt(0) != HEADER_BYTES || header.get(344) != 'n' || header.get(345) != '+') {
      throw new IOException("it is not a NIfTI-1 file with header and samples in one");
    }
    Extent extent = extent(header);
    SampleType type = type(header.getShort(70));
    int offset = Math.round(header.getFloat(108));
    if (offset < HEADER_BYTES || offset > HEADER_BYTES + MAX_EXTENSION_BYTES) {
      throw new IOException("its header states an invalid start of the samples");
    }
    if (in.readNBytes(offset - HEADER_BYTES).length < offset - HEADER_BYTES) {
      throw new IOException("it ends before its samples begin");
    }
    int expected = extent.bytes(type);
    byte[] samples = in.readNBytes(expected);
    if (samples.length < expected) {
      throw new IOException(
          "it holds %d bytes of samples where its header states %d"
              .formatted(samples.length, expected));
    }
    double slope = header.getFloat(112);
    boolean scaled = slope != 0 && Double.isFinite(slope);
    return new Volume(
        extent.levels(
            ByteBuffer.wrap(samples).order(header.order()),
            type,
            scaled ? slope : 1,
            scaled ? header.getFloat(116) : 0),
        extent.rows(),
        extent.columns(),
        Spacing.of(
            header.getFloat(80) * millimetres(header), header.getFloat(84) * millimetres(header)));
  }

  /** Returns the extent. At most one axis after the second may have more than one sample. */
  private static Extent extent(ByteBuffer header) throws IOException {
    int axes = header.getShort(40);
    if (axes < 2 || axes > 7) {
      throw new IOException("it is not a picture of two or three dimensions");
    }
    long frames = 1;
    for (int axis = 3; axis <= axes; axis++) {
      int size = header.getShort(40 + 2 * axis);
      if (size != 1 && frames != 1) {
        throw new IOException("it is not a picture of two or three dimensions");
      }
      frames = size == 1 ? frames : size;
    }
    return Extent.of(header.getShort(42), header.getShort(44), frames);
  }

  private static SampleType type(int code) throws IOException {
    return switch (code) {
      case 2 -> SampleType.UINT8;
      case 4 -> SampleType.INT16;
      case 8 -> SampleType.INT32;
      case 16 -> SampleType.FLOAT32;
      case 64 -> SampleType.FLOAT64;
      case 256 -> SampleType.INT8;
      case 512 -> SampleType.UINT16;
      case 768 -> SampleType.UINT32;
      case 1024 -> SampleType.INT64;
      case 1280 -> SampleType.UINT64;
      default ->
          throw new IOException(
              "its datatype is not supported; only integers and real numbers are");
    };
  }

  /** The spatial unit, from the lower three bits of xyzt_units; unstated means millimetres. */
  private static double millimetres(ByteBuffer header) {
    return switch (header.get(123) & 7) {
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> 1;
    };
  }
}
