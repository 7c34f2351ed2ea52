package org.echomotion.ingest.dataset.volume;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * MetaImage: a text header of {@code key = value} lines, and the samples. They follow the header
 * ({@code .mha}, {@code ElementDataFile = LOCAL}), or are in a file in the same folder, named by
 * the header ({@code .mhd}).
 */
final class MetaImage {

  private static final int MAX_HEADER_BYTES = 64 << 10;

  private static final String LAST_KEY = "ElementDataFile";

  /** Replaces the file name if the samples follow this line. */
  private static final String LOCAL = "LOCAL";

  private final Map<String, String> header;

  /** Length of the header in bytes. */
  private final long headerBytes;

  private MetaImage(Map<String, String> header, long headerBytes) {
    this.header = header;
    this.headerBytes = headerBytes;
  }

  static Volume read(Path file) throws IOException {
    Map<String, String> header = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(MAX_HEADER_BYTES);
    }
    int at = 0;
    while (at < start.length && !header.getOrDefault(LAST_KEY, "").equalsIgnoreCase(LOCAL)) {
      int end = at;
      while (end < start.length && start[end] != '\n') {
        end++;
      }
      String[] parts = new String(start, at, end - at, StandardCharsets.ISO_8859_1).split("=", 2);
      if (parts.length == 2) {
        header.put(parts[0].strip(), parts[1].strip());
      }
      at = end + 1;
    }
    if (!header.containsKey(LAST_KEY)) {
      throw new IOException("its header does not name the file of its samples");
    }
    return new MetaImage(header, at).volume(file);
  }

  private Volume volume(Path file) throws IOException {
    double[] size = numbers("DimSize");
    if (size.length < 2 || size.length > 3 || !value("ElementNumberOfChannels", "1").equals("1")) {
      throw new IOException("it is not a gray picture of two or three dimensions");
    }
    Extent extent =
        Extent.of((long) size[0], (long) size[1], size.length == 3 ? (long) size[2] : 1);
    SampleType type = type();
    byte[] samples = samples(file, extent.bytes(type));
    boolean bigEndian = isTrue("BinaryDataByteOrderMSB") || isTrue("ElementByteOrderMSB");
    ByteBuffer buffer =
        ByteBuffer.wrap(samples).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    double[] spacing =
        numbers(header.containsKey("ElementSpacing") ? "ElementSpacing" : "ElementSize");
    return new Volume(
        extent.levels(buffer, type, 1, 0),
        extent.rows(),
        extent.columns(),
        spacing.length < 2 ? Optional.empty() : Spacing.of(spacing[0], spacing[1]));
  }

  private SampleType type() throws IOException {
    String type = value("ElementType", "");
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "MET_UCHAR" -> SampleType.UINT8;
      case "MET_CHAR" -> SampleType.INT8;
      case "MET_SHORT" -> SampleType.INT16;
      case "MET_USHORT" -> SampleType.UINT16;
      case "MET_INT", "MET_LONG" -> SampleType.INT32;
      case "MET_UINT", "MET_ULONG" -> SampleType.UINT32;
      case "MET_LONG_LONG" -> SampleType.INT64;
      case "MET_ULONG_LONG" -> SampleType.UINT64;
      case "MET_FLOAT" -> SampleType.FLOAT32;
      case "MET_DOUBLE" -> SampleType.FLOAT64;
      default -> throw new IOException("its ElementType is not supported");
    };
  }

  private byte[] samples(Path headerFile, int expected) throws IOException {
    boolean behindHeader = value(LAST_KEY, "").equalsIgnoreCase(LOCAL);
    Path file = behindHeader ? headerFile : sampleFile(headerFile);
    if (!Files.isRegularFile(file)) {
      throw new IOException("the file of its samples is missing");
    }
    byte[] samples;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = unpacked(raw, behindHeader ? headerBytes : 0)) {
      in.skipNBytes(headerSize());
      samples = in.readNBytes(expected);
    } catch (ZipException e) {
      throw new IOException("its compressed samples are damaged", e);
    }
    if (samples.length < expected) {
      throw new IOException(
          "it holds %d bytes of samples where its header states %d"
              .formatted(samples.length, expected));
    }
    return samples;
  }

  private InputStream unpacked(InputStream raw, long skipped) throws IOException {
    raw.skipNBytes(skipped);
    return isTrue("CompressedData") ? new InflaterInputStream(raw) : raw;
  }

  /** Returns the sample file in the header's folder. A header must not refer to other files. */
  private Path sampleFile(Path headerFile) throws IOException {
    String name = value(LAST_KEY, "");
    boolean plain = name.matches("[A-Za-z0-9_. -]+") && !name.startsWith(".");
    if (!plain || name.startsWith("LIST")) {
      throw new IOException("its ElementDataFile is not the name of one file beside it");
    }
    return headerFile.resolveSibling(name);
  }

  private long headerSize() throws IOException {
    double[] size = numbers("HeaderSize");
    long skipped = size.length == 0 ? 0 : (long) size[0];
    if (skipped < 0 || skipped > MAX_HEADER_BYTES) {
      throw new IOException("its HeaderSize is not supported");
    }
    return skipped;
  }

  private String value(String key, String otherwise) {
    return header.getOrDefault(key, otherwise);
  }

  private boolean isTrue(String key) {
    return value(key, "False").equalsIgnoreCase("True");
  }

  private double[] numbers(String key) throws IOException {
    try {
      return Arrays.stream(value(key, "").split("\\s+"))
          .filter(word -> !word.isEmpty())
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (NumberFormatException e) {
      throw new IOException("its %s is not a list of numbers".formatted(key), e);
    }
  }
}
