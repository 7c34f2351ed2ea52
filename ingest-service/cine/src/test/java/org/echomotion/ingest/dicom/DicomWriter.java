package org.echomotion.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Writes small DICOM files, right ones and wrong ones, independently of the reader. */
public final class DicomWriter {

  static final String IMPLICIT = "1.2.840.10008.1.2";
  public static final String EXPLICIT = "1.2.840.10008.1.2.1";
  public static final String RLE = "1.2.840.10008.1.2.5";
  static final String JPEG = "1.2.840.10008.1.2.4.50";
  static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";

  private static final Set<String> LONG_FORM = Set.of("OB", "OW", "SQ", "UN", "UT");

  private static final String ULTRASOUND_MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.3.1";

  private final boolean explicit;
  private int pixelBytes;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private DicomWriter(boolean explicit) {
    this.explicit = explicit;
  }

  /** Starts an ultrasound file with this transfer syntax. */
  public static DicomWriter file(String transferSyntax) {
    return file(transferSyntax, ULTRASOUND_MULTI_FRAME, "US");
  }

  /** Starts a file with this SOP class and modality; an empty value is omitted. */
  public static DicomWriter file(String transferSyntax, String sopClass, String modality) {
    DicomWriter writer = new DicomWriter(!transferSyntax.equals(IMPLICIT));
    writer.out.writeBytes(new byte[128]);
    writer.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    writer.out.writeBytes(new DicomWriter(true).text(0x0002_0010, "UI", transferSyntax).bytes());
    return writer.content(sopClass, modality);
  }

  /** Starts an ultrasound data set without preamble and meta information. */
  static DicomWriter bare(boolean explicit) {
    return new DicomWriter(explicit).content(ULTRASOUND_MULTI_FRAME, "US");
  }

  /** Appends raw bytes. */
  DicomWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private DicomWriter content(String sopClass, String modality) {
    if (!sopClass.isEmpty()) {
      text(0x0008_0016, "UI", sopClass);
    }
    return modality.isEmpty() ? this : text(0x0008_0060, "CS", modality);
  }

  /** A data set on its own, to become an item. */
  DicomWriter item() {
    return new DicomWriter(explicit);
  }

  /** A cine of 8-bit gray frames, with all but its pixels. */
  static DicomWriter gray(String transferSyntax, int frames, int rows, int columns) {
    return file(transferSyntax)
        .text(0x0018_1063, "DS", "20")
        .image("MONOCHROME2", 1, frames, rows, columns, 8);
  }

  public DicomWriter image(
      String photometric, int samples, int frames, int rows, int columns, int bits) {
    pixelBytes = samples * frames * rows * columns * bits / 8;
    return us(0x0028_0002, samples)
        .text(0x0028_0004, "CS", photometric)
        .text(0x0028_0008, "IS", Integer.toString(frames))
        .us(0x0028_0010, rows)
        .us(0x0028_0011, columns)
        .us(0x0028_0100, bits)
        .us(0x0028_0101, bits);
  }

  public DicomWriter text(int tag, String vr, String value) {
    String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
    return element(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  public DicomWriter us(int tag, int... values) {
    ByteBuffer bytes = little(2 * values.length);
    Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
    return element(tag, "US", bytes.array());
  }

  DicomWriter ul(int tag, long value) {
    return element(tag, "UL", little(4).putInt((int) value).array());
  }

  DicomWriter fd(int tag, double value) {
    return element(tag, "FD", little(8).putDouble(value).array());
  }

  DicomWriter element(int tag, String vr, byte[] value) {
    header(tag, vr, value.length);
    out.writeBytes(value);
    return this;
  }

  /** An element's header alone; what follows is up to the caller. */
  public DicomWriter header(int tag, String vr, long length) {
    ByteBuffer header = little(12);
    header.putShort((short) (tag >>> 16)).putShort((short) tag);
    if (explicit && tag >>> 16 != 0xFFFE) {
      header.put(vr.getBytes(StandardCharsets.US_ASCII));
      if (LONG_FORM.contains(vr)) {
        header.putShort((short) 0).putInt((int) length);
      } else {
        header.putShort((short) length);
      }
    } else {
      header.putInt((int) length);
    }
    out.write(header.array(), 0, header.position());
    return this;
  }

  /** A sequence, with stated lengths or with delimiters. */
  DicomWriter sequence(int tag, boolean undefinedLength, DicomWriter... items) {
    return sequence(tag, "SQ", undefinedLength, items);
  }

  /** A sequence with this stated value representation. */
  DicomWriter sequence(int tag, String vr, boolean undefinedLength, DicomWriter... items) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (DicomWriter item : items) {
      byte[] bytes = item.bytes();
      body.writeBytes(
          item().header(0xFFFE_E000, "", undefinedLength ? 0xffffffffL : bytes.length).bytes());
      body.writeBytes(bytes);
      if (undefinedLength) {
        body.writeBytes(item().header(0xFFFE_E00D, "", 0).bytes());
      }
    }
    if (undefinedLength) {
      body.writeBytes(item().header(0xFFFE_E0DD, "", 0).bytes());
    }
    header(tag, vr, undefinedLength ? 0xffffffffL : body.size());
    out.writeBytes(body.toByteArray());
    return this;
  }

  /** Black frames with the number and size of the image. */
  DicomWriter blackPixels() {
    return pixels(new byte[pixelBytes]);
  }

  DicomWriter pixels(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(frames).forEach(all::writeBytes);
    return element(0x7FE0_0010, "OW", all.toByteArray());
  }

  /** Encapsulated pixel data; {@code offsets} is the basic offset table, which may be empty. */
  public DicomWriter fragments(int[] offsets, List<byte[]> fragments) {
    header(0x7FE0_0010, "OB", 0xffffffffL).header(0xFFFE_E000, "", 4L * offsets.length);
    ByteBuffer table = little(4 * offsets.length);
    Arrays.stream(offsets).forEach(table::putInt);
    out.writeBytes(table.array());
    for (byte[] fragment : fragments) {
      byte[] even = Arrays.copyOf(fragment, fragment.length + fragment.length % 2);
      header(0xFFFE_E000, "", even.length);
      out.writeBytes(even);
    }
    return header(0xFFFE_E0DD, "", 0);
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
