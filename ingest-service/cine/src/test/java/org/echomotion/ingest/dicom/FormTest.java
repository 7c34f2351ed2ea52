package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelSpacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that deviate from the standard or from their own statements. */
class FormTest {

  private static final byte[] FIRST = {0, 10, 20, 30, 40, 50, 60, 70};
  private static final byte[] SECOND = {9, 8, 7, 6, 5, 4, 3, 2};
  private static final int PREAMBLE = 128;
  private static final int META = 132;

  private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  private static final String DEFLATED = "1.2.840.10008.1.2.1.99";

  @TempDir Path folder;

  @Test
  void readsWithoutPreambleWithoutMarkAndWithoutMetaInformation() {
    byte[] whole = gray(DicomWriter.EXPLICIT).pixels(FIRST, SECOND).bytes();
    assertFrames(Arrays.copyOfRange(whole, PREAMBLE, whole.length));
    assertFrames(Arrays.copyOfRange(whole, META, whole.length));
    for (boolean explicit : new boolean[] {true, false}) {
      assertFrames(image(DicomWriter.bare(explicit)).pixels(FIRST, SECOND).bytes());
    }
  }

  @Test
  void acceptsABareDataSetAndNothingElse() {
    DicomDecoder decoder = new DicomDecoder();
    for (boolean explicit : new boolean[] {true, false}) {
      byte[] bare = image(DicomWriter.bare(explicit)).bytes();
      assertTrue(decoder.accepts(Arrays.copyOf(bare, 256)));
      assertFalse(decoder.accepts(Arrays.copyOf(bare, 12)));
    }
    byte[] box = new byte[256];
    System.arraycopy("\0\0\0\u0020ftypisom".getBytes(StandardCharsets.ISO_8859_1), 0, box, 0, 12);
    assertFalse(decoder.accepts(box));
    byte[] riff = new byte[256];
    System.arraycopy("RIFF\0\0\0\0AVI ".getBytes(StandardCharsets.ISO_8859_1), 0, riff, 0, 12);
    assertFalse(decoder.accepts(riff));
    assertFalse(decoder.accepts(new byte[256]));
  }

  @Test
  void believesTheBytesWhenTheTransferSyntaxMisstatesTheirForm() {
    byte[] explicit = image(DicomWriter.bare(true)).pixels(FIRST, SECOND).bytes();
    byte[] implicit = image(DicomWriter.bare(false)).pixels(FIRST, SECOND).bytes();
    for (String stated :
        List.of(DicomWriter.EXPLICIT, DicomWriter.IMPLICIT, BIG_ENDIAN, DEFLATED)) {
      assertFrames(join(meta(stated), explicit));
      assertFrames(join(meta(stated), implicit));
    }
  }

  @Test
  void readsBigEndianBytesAndWords() {
    byte[] swapped = new byte[16];
    for (int i = 0; i < 8; i++) {
      swapped[i ^ 1] = FIRST[i];
      swapped[8 + (i ^ 1)] = SECOND[i];
    }
    assertFrames(join(meta(BIG_ENDIAN), bigEndian("OW", 8, swapped)));
    assertFrames(join(meta(BIG_ENDIAN), bigEndian("OB", 8, join(FIRST, SECOND))));
    // 257 v of 65535 is v of 255.
    byte[] deep = new byte[32];
    for (int i = 0; i < 16; i++) {
      byte value = i < 8 ? FIRST[i] : SECOND[i - 8];
      deep[2 * i] = value;
      deep[2 * i + 1] = (byte) (value == 0 ? 0 : value - 1);
    }
    Cine cine = DicomFiles.decode(folder, join(meta(BIG_ENDIAN), bigEndian("OW", 16, deep)));
    // The greatest sample, 70 * 256 + 69, needs 15 bits: 17989 * 255 / 32767 = 140.0.
    assertEquals(140, cine.frames().get(0)[7] & 0xff);
  }

  @Test
  void readsADeflatedDataSetWithAndWithoutItsEnvelope() {
    byte[] dataSet = image(DicomWriter.bare(true)).pixels(FIRST, SECOND).bytes();
    for (boolean raw : new boolean[] {true, false}) {
      Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
      deflater.setInput(dataSet);
      deflater.finish();
      byte[] deflated = new byte[dataSet.length + 100];
      int length = deflater.deflate(deflated);
      deflater.end();
      assertFrames(join(meta(DEFLATED), Arrays.copyOf(deflated, length)));
    }
  }

  @Test
  void stepsOverElementsOfAnotherForm() {
    DicomWriter implicit = DicomWriter.file(DicomWriter.IMPLICIT).item();
    List<byte[]> strange =
        List.of(
            // Implicit in an explicit file.
            implicit.item().element(0x0011_1001, "", ascii("abcd")).bytes(),
            // An unknown representation, with a short or a long length.
            new byte[] {0x11, 0, 1, 0x10, '?', '?', 4, 0, 'a', 'b', 'c', 'd'},
            new byte[] {0x11, 0, 1, 0x10, 'Z', 'Z', 0, 0, 4, 0, 0, 0, 'a', 'b', 'c', 'd'},
            new byte[] {0x11, 0, 1, 0x10, ' ', ' ', 4, 0, 'a', 'b', 'c', 'd'},
            // Bytes of other representations with the length in the wrong place.
            new byte[] {0x11, 0, 1, 0x10, 'U', 'N', 4, 0, 'a', 'b', 'c', 'd'},
            new byte[] {0x11, 0, 1, 0x10, 'L', 'O', 0, 0, 4, 0, 0, 0, 'a', 'b', 'c', 'd'});
    for (byte[] element : strange) {
      assertFrames(
          image(DicomWriter.file(DicomWriter.EXPLICIT).raw(element)).pixels(FIRST, SECOND).bytes());
    }
    byte[] explicit = {0x11, 0, 1, 0x10, 'L', 'O', 4, 0, 'a', 'b', 'c', 'd'};
    assertFrames(
        image(DicomWriter.file(DicomWriter.IMPLICIT).raw(explicit)).pixels(FIRST, SECOND).bytes());
  }

  @Test
  void readsItemsOfTheOtherForm() {
    for (String form : List.of(DicomWriter.EXPLICIT, DicomWriter.IMPLICIT)) {
      DicomWriter other = DicomWriter.bare(form.equals(DicomWriter.IMPLICIT)).item();
      for (String representation : List.of("SQ", "UN")) {
        for (boolean undefined : new boolean[] {true, false}) {
          DicomWriter file = image(DicomWriter.file(form));
          file.sequence(0x0018_6011, representation, undefined, region(other));
          assertScale(file.pixels(FIRST, SECOND).bytes());
        }
      }
    }
  }

  @Test
  void readsSequencesWhoseDelimitersAreMissingOrZero() {
    DicomWriter empty = DicomWriter.file(DicomWriter.EXPLICIT).item();
    byte[] open =
        empty
            .item()
            .header(0x0018_6011, "SQ", 0xffffffffL)
            .header(0xFFFE_E000, "", 0xffffffffL)
            .raw(region(empty).bytes())
            .bytes();
    byte[] itemEnd = empty.item().header(0xFFFE_E00D, "", 0).bytes();
    byte[] end = empty.item().header(0xFFFE_E0DD, "", 0).bytes();
    byte[] zero = new byte[8];
    for (byte[] closed :
        List.of(
            join(open, itemEnd, end),
            join(open, itemEnd),
            join(open, itemEnd, zero),
            join(open, zero, zero),
            join(open, end))) {
      assertScale(
          DicomWriter.file(DicomWriter.EXPLICIT)
              .text(0x0018_1063, "DS", "20")
              .raw(closed)
              .image("MONOCHROME2", 1, 2, 2, 4, 8)
              .pixels(FIRST, SECOND)
              .bytes());
    }
  }

  @Test
  void readsValuesOfOtherRepresentations() {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .fd(0x0018_1063, 20)
            .us(0x0028_0002, 1)
            .text(0x0028_0004, "LO", "monochrome 2")
            .us(0x0028_0008, 2)
            .text(0x0028_0010, "IS", "2")
            .ul(0x0028_0011, 4)
            .text(0x0028_0100, "DS", "8");
    assertFrames(file.pixels(FIRST, SECOND).bytes());
  }

  @Test
  void readsARegionOfOtherRepresentations() {
    DicomWriter file = image(DicomWriter.file(DicomWriter.EXPLICIT));
    byte[] delta = DicomWriter.little(4).putFloat(0.1f).array();
    DicomWriter region =
        corners(file.item().us(0x0018_6012, 1).us(0x0018_6014, 1))
            .ul(0x0018_6024, 3)
            .us(0x0018_6026, 3)
            .text(0x0018_602C, "DS", "0,1 cm")
            .element(0x0018_602E, "FL", delta);
    file.sequence(0x0018_6011, true, region);
    Cine cine = DicomFiles.decode(folder, file.pixels(FIRST, SECOND).bytes());
    assertEquals(1, cine.spacing().orElseThrow().rowMm(), 1e-6);
    assertEquals(1, cine.spacing().orElseThrow().columnMm(), 1e-6);
  }

  private static DicomWriter gray(String syntax) {
    return image(DicomWriter.file(syntax));
  }

  private static DicomWriter image(DicomWriter file) {
    return file.text(0x0018_1063, "DS", "20").image("MONOCHROME2", 1, 2, 2, 4, 8);
  }

  private static DicomWriter corners(DicomWriter region) {
    return region.ul(0x0018_6018, 0).ul(0x0018_601A, 0).ul(0x0018_601C, 3).ul(0x0018_601E, 1);
  }

  private static DicomWriter region(DicomWriter form) {
    return corners(form.item().us(0x0018_6012, 1).us(0x0018_6014, 1))
        .us(0x0018_6024, 3)
        .us(0x0018_6026, 3)
        .fd(0x0018_602C, 0.1)
        .fd(0x0018_602E, 0.1);
  }

  private static byte[] meta(String stated) {
    return DicomWriter.file(stated, "", "").bytes();
  }

  /** A data set of 2 frames of 2 x 4 pixels. */
  private static byte[] bigEndian(String representation, int bits, byte[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(1_000).order(ByteOrder.BIG_ENDIAN);
    bigEndian(bytes, 0x0008_0060, "CS", ascii("US"));
    bigEndian(bytes, 0x0018_1063, "DS", ascii("20"));
    bigEndian(bytes, 0x0028_0004, "CS", ascii("MONOCHROME2 "));
    bigEndian(bytes, 0x0028_0008, "IS", ascii("2 "));
    bigEndian(bytes, 0x0028_0010, "US", new byte[] {0, 2});
    bigEndian(bytes, 0x0028_0011, "US", new byte[] {0, 4});
    bigEndian(bytes, 0x0028_0100, "US", new byte[] {0, (byte) bits});
    bigEndian(bytes, 0x7FE0_0010, representation, pixels);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void bigEndian(ByteBuffer into, int tag, String representation, byte[] value) {
    into.putInt(tag).put(ascii(representation));
    if (representation.startsWith("O")) {
      into.putShort((short) 0).putInt(value.length);
    } else {
      into.putShort((short) value.length);
    }
    into.put(value);
  }

  private void assertFrames(byte[] file) {
    Cine cine = DicomFiles.decode(folder, file);
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertEquals(2, cine.frames().size());
    assertArrayEquals(FIRST, cine.frames().get(0));
    assertArrayEquals(SECOND, cine.frames().get(1));
  }

  private void assertScale(byte[] file) {
    assertFrames(file);
    assertEquals(Optional.of(new PixelSpacing(1, 1)), DicomFiles.decode(folder, file).spacing());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
