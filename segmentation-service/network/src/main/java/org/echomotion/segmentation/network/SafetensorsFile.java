package org.echomotion.segmentation.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Named tensors in the safetensors format: the header's length (u64, little-endian), a JSON header,
 * the raw values. The header is not trusted. INVARIANT: the tensors of an open file fill it without
 * gaps, and each has the number of bytes of its shape and type.
 */
final class SafetensorsFile {

  /** The limit of the format's own reader. */
  private static final long LARGEST_HEADER = 100_000_000;

  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("BOOL", 8),
          Map.entry("U8", 8),
          Map.entry("I8", 8),
          Map.entry("F8_E5M2", 8),
          Map.entry("F8_E4M3", 8),
          Map.entry("U16", 16),
          Map.entry("I16", 16),
          Map.entry("F16", 16),
          Map.entry("BF16", 16),
          Map.entry("U32", 32),
          Map.entry("I32", 32),
          Map.entry("F32", 32),
          Map.entry("U64", 64),
          Map.entry("I64", 64),
          Map.entry("F64", 64));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * One tensor, row-major.
   *
   * @param type type name of the format, e.g. {@code F32}
   * @param position position of the first byte in the file
   * @param bytes length in bytes
   */
  record Entry(String type, List<Long> shape, long position, long bytes) {

    boolean isFloat() {
      return type.equals("F32") || type.equals("F16") || type.equals("BF16");
    }
  }

  private final Path file;
  private final Map<String, Entry> entries;

  private SafetensorsFile(Path file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * Reads the header of {@code file}.
   *
   * @throws IOException if it cannot be read or is not a safetensors file; the message has the
   *     reason
   */
  static SafetensorsFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() < 8) {
        throw damaged(file, "it has " + channel.size() + " bytes");
      }
      long length = read(channel, 0, 8).getLong();
      if (length < 2 || length > LARGEST_HEADER || length > channel.size() - 8) {
        throw damaged(
            file, "its header would have %s bytes".formatted(Long.toUnsignedString(length)));
      }
      byte[] header = read(channel, 8, (int) length).array();
      return new SafetensorsFile(file, entries(file, header, channel.size()));
    }
  }

  /** The tensors by name, in the order of the values. */
  Map<String, Entry> entries() {
    return entries;
  }

  /**
   * Returns the values of {@code name} as float32.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the tensor is missing or is not F32, F16 or BF16
   */
  float[] floats(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null || !entry.isFloat()) {
      throw new IllegalArgumentException(
          file + " has no tensor '" + name + "' of type F32, F16 or BF16.");
    }
    ByteBuffer bytes;
    try (FileChannel channel = FileChannel.open(file)) {
      bytes = read(channel, entry.position(), Math.toIntExact(entry.bytes()));
    }
    float[] values =
        new float[bytes.remaining() * 8 / Objects.requireNonNull(BITS.get(entry.type()))];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type()) {
            case "F32" -> bytes.getFloat();
            case "F16" -> half(bytes.getShort());
            default -> Float.intBitsToFloat(bytes.getShort() << 16);
          };
    }
    return values;
  }

  /** IEEE 754 binary16: sign, 5 bits of exponent, 10 of significand. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int significand = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) significand, -24);
          case 0x1f -> significand == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (significand + 1024), exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  private static Map<String, Entry> entries(Path file, byte[] header, long size)
      throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (JsonProcessingException e) {
      throw damaged(file, "its header is not JSON: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      throw damaged(file, "its header is not a JSON object");
    }
    long start = 8L + header.length;
    List<Map.Entry<String, Entry>> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        found.add(Map.entry(field.getKey(), entry(file, field.getKey(), field.getValue(), start)));
      }
    }
    found.sort(
        Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().position())
            .thenComparingLong(e -> e.getValue().bytes()));
    Map<String, Entry> entries = new LinkedHashMap<>();
    long end = start;
    for (Map.Entry<String, Entry> e : found) {
      if (e.getValue().position() != end) {
        throw damaged(
            file, "tensor '" + e.getKey() + "' does not begin where the previous one ends");
      }
      end += e.getValue().bytes();
      if (end > size) {
        throw damaged(file, "tensor '" + e.getKey() + "' ends after the end of the file");
      }
      entries.put(e.getKey(), e.getValue());
    }
    if (end != size) {
      throw damaged(file, "%d bytes belong to no tensor".formatted(size - end));
    }
    return entries;
  }

  private static Entry entry(Path file, String name, JsonNode node, long start) throws IOException {
    String type = node.path("dtype").asText();
    JsonNode offsets = node.path("data_offsets");
    if (!BITS.containsKey(type) || !node.path("shape").isArray() || offsets.size() != 2) {
      throw damaged(file, "tensor '" + name + "' lacks a known dtype, a shape or two data_offsets");
    }
    try {
      List<Long> shape = new ArrayList<>();
      long bits = BITS.get(type);
      for (JsonNode dimension : node.path("shape")) {
        shape.add(whole(dimension));
        bits = Math.multiplyExact(bits, whole(dimension));
      }
      long begin = whole(offsets.get(0));
      long bytes = Math.subtractExact(whole(offsets.get(1)), begin);
      if (bytes < 0 || Math.multiplyExact(bytes, 8L) != bits) {
        throw damaged(
            file,
            "tensor '%s' has %d bytes, not those of %s %s".formatted(name, bytes, type, shape));
      }
      return new Entry(type, List.copyOf(shape), Math.addExact(start, begin), bytes);
    } catch (ArithmeticException e) {
      throw damaged(file, "tensor '" + name + "' has an invalid shape or offset");
    }
  }

  private static long whole(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw new ArithmeticException("not a whole number");
    }
    return node.longValue();
  }

  private static ByteBuffer read(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("The file became shorter while it was read.");
      }
    }
    return bytes.flip();
  }

  private static IOException damaged(Path file, String reason) {
    return new IOException(
        "%s is not a complete safetensors file: %s. Download it again.".formatted(file, reason));
  }
}
