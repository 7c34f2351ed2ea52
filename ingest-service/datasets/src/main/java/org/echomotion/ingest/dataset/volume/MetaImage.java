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
 * MetaImage: a text header of {@code key = value} lines, and the samples in a file beside it that
 * the header names.
 */
final class MetaImage {

  private static final int MAX_HEADER_BYTES = 64 << 10;

  private final Map<String, String> header;

  private MetaImage(Map<String, String> header) {
    this.header = header;
  }

  static Volume read(Path file) throws IOException {
    if (Files.size(file) > MAX_HEADER_BYTES) {
      throw new IOException("its header is longer than any MetaImage header");
    }
    Map<String, String> header = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    text.lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> header.put(parts[0].strip(), parts[1].strip()));
    return new MetaImage(header).volume(file);
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
      case "MET_INT" -> SampleType.INT32;
      case "MET_FLOAT" -> SampleType.FLOAT32;
      case "MET_DOUBLE" -> SampleType.FLOAT64;
      default -> throw new IOException("its ElementType is not supported");
    };
  }

  private byte[] samples(Path headerFile, int expected) throws IOException {
    Path file = sampleFile(headerFile);
    if (!Files.isRegularFile(file)) {
      throw new IOException("the file of its samples is missing");
    }
    byte[] samples;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = isTrue("CompressedData") ? new InflaterInputStream(raw) : raw) {
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

  /** Beside the header, by a plain name: a header must not lead to other files. */
  private Path sampleFile(Path headerFile) throws IOException {
    String name = value("ElementDataFile", "");
    boolean plain = name.matches("[A-Za-z0-9_. -]+") && !name.startsWith(".");
    if (!plain || name.equals("LOCAL") || name.startsWith("LIST")) {
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
