package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.echomotion.ingest.decode.Cine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each encoding of the same two frames of 2 x 4 pixels. */
class EncodingsTest {

  private static final byte[] FIRST = bytes(0, 10, 20, 30, 200, 210, 220, 255);
  private static final byte[] SECOND = bytes(9, 8, 7, 6, 5, 4, 3, 2);

  @TempDir Path folder;

  @Test
  void readsExplicitGray() {
    assertFrames(DicomWriter.gray(DicomWriter.EXPLICIT, 2, 2, 4).pixels(FIRST, SECOND));
  }

  @Test
  void readsImplicitGrayWithSequencesOfBothLengthForms() {
    DicomWriter file = DicomWriter.gray(DicomWriter.IMPLICIT, 2, 2, 4);
    DicomWriter inner = file.item().text(0x0008_0104, "LO", "inner");
    file.sequence(0x0040_0555, true, file.item().sequence(0x0040_A043, true, inner));
    file.sequence(0x0040_0556, false, file.item().sequence(0x0040_A043, false, inner));
    assertFrames(file.pixels(FIRST, SECOND));
  }

  @Test
  void walksSequencesOfUnknownRepresentationAsImplicit() {
    DicomWriter file = DicomWriter.gray(DicomWriter.EXPLICIT, 2, 2, 4);
    DicomWriter implicit = DicomWriter.file(DicomWriter.IMPLICIT).item();
    file.header(0x0041_1001, "UN", 0xffffffffL).header(0xFFFE_E000, "", 0xffffffffL);
    byte[] value = implicit.text(0x0008_0104, "LO", "anything").bytes();
    byte[] start = file.bytes();
    byte[] end =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .item()
            .header(0xFFFE_E00D, "", 0)
            .header(0xFFFE_E0DD, "", 0)
            .pixels(FIRST, SECOND)
            .bytes();
    assertFrames(join(start, value, end));
  }

  @Test
  void turnsMonochrome1Over() {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("MONOCHROME1", 1, 2, 2, 4, 8);
    assertFrames(file.pixels(inverted(FIRST), inverted(SECOND)));
  }

  @Test
  void weighsRedGreenAndBlueInBothPlanarConfigurations() {
    // Y = 0.299 R + 0.587 G + 0.114 B: of pure red 76, green 150, blue 29, white 255.
    byte[] interleaved = bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
    byte[] planar = bytes(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255);
    byte[] expected = bytes(76, 150, 29, 255);
    DicomWriter first = colour(DicomWriter.EXPLICIT, "RGB", 2, 2).us(0x0028_0006, 0);
    DicomWriter second = colour(DicomWriter.EXPLICIT, "RGB", 2, 2).us(0x0028_0006, 1);
    assertArrayEquals(expected, decode(first.pixels(interleaved, interleaved)).frames().get(0));
    assertArrayEquals(expected, decode(second.pixels(planar, planar)).frames().get(0));
  }

  @Test
  void takesTheStoredLuminanceOfYbrFull() {
    byte[] first = new byte[24];
    byte[] second = new byte[24];
    for (int i = 0; i < 8; i++) {
      first[3 * i] = FIRST[i];
      second[3 * i] = SECOND[i];
      first[3 * i + 1] = 77;
    }
    assertFrames(colour(DicomWriter.EXPLICIT, "YBR_FULL", 2, 4).pixels(first, second));
  }

  @Test
  void takesTheStoredLuminanceOfYbrFull422() {
    byte[] first = new byte[16];
    byte[] second = new byte[16];
    for (int i = 0; i < 8; i++) {
      first[i / 2 * 4 + i % 2] = FIRST[i];
      second[i / 2 * 4 + i % 2] = SECOND[i];
      first[i / 2 * 4 + 2] = 77;
    }
    assertFrames(colour(DicomWriter.EXPLICIT, "YBR_FULL_422", 2, 4).pixels(first, second));
  }

  @Test
  void looksPalettesOf8And16BitsUp() {
    byte[] ramp8 = new byte[256];
    byte[] ramp16 = new byte[512];
    for (int i = 0; i < 256; i++) {
      ramp8[i] = (byte) (255 - i);
      ramp16[2 * i + 1] = (byte) (255 - i);
    }
    assertFrames(palette(8, ramp8).pixels(inverted(FIRST), inverted(SECOND)));
    assertFrames(palette(16, ramp16).pixels(inverted(FIRST), inverted(SECOND)));
  }

  @Test
  void looksUpRepeatsTheEndsOfAPaletteThatStartsLate() {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("PALETTE COLOR", 1, 2, 1, 4, 8);
    byte[] levels = bytes(11, 22);
    for (int channel = 0; channel < 3; channel++) {
      file.us(0x0028_1101 + channel, 2, 100, 8).element(0x0028_1201 + channel, "OW", levels);
    }
    byte[] frame = bytes(0, 100, 101, 255);
    assertArrayEquals(bytes(11, 11, 22, 22), decode(file.pixels(frame, frame)).frames().get(0));
  }

  @Test
  void spreadsGrayOf12BitsOverItsStoredRange() {
    DicomWriter file = gray16(12);
    byte[] frame =
        DicomWriter.little(8)
            .putShort((short) 0)
            .putShort((short) 1000)
            .putShort((short) 4095)
            .putShort((short) 2048)
            .array();
    // 1000 * 255 / 4095 = 62.3, 2048 * 255 / 4095 = 127.5.
    assertArrayEquals(bytes(0, 62, 255, 128), decode(file.pixels(frame, frame)).frames().get(0));
  }

  @Test
  void putsDeepGrayThroughItsWindow() {
    DicomWriter file =
        gray16(16).text(0x0028_1050, "DS", "1000.5\\5").text(0x0028_1051, "DS", "511\\9");
    byte[] frame =
        DicomWriter.little(8)
            .putShort((short) 745)
            .putShort((short) 1000)
            .putShort((short) 1255)
            .putShort((short) 60_000)
            .array();
    // ((x - 1000) / 510 + 0.5) * 255.
    assertArrayEquals(bytes(0, 128, 255, 255), decode(file.pixels(frame, frame)).frames().get(0));
  }

  @Test
  void unpacksRleOfGrayColourAnd16Bits() {
    assertFrames(
        DicomWriter.gray(DicomWriter.RLE, 2, 2, 4)
            .fragments(new int[0], List.of(RlePacker.pack(FIRST), RlePacker.pack(SECOND))));
    byte[] zero = new byte[8];
    assertFrames(
        colour(DicomWriter.RLE, "YBR_FULL", 2, 4)
            .fragments(
                new int[0],
                List.of(RlePacker.pack(FIRST, zero, zero), RlePacker.pack(SECOND, zero, zero))));
    DicomWriter deep =
        DicomWriter.file(DicomWriter.RLE)
            .text(0x0018_1063, "DS", "20")
            .image("MONOCHROME2", 1, 2, 2, 4, 16);
    // 257 v of 65535 is v of 255.
    byte[] packed = RlePacker.pack(FIRST, FIRST);
    assertArrayEquals(
        FIRST, decode(deep.fragments(new int[0], List.of(packed, packed))).frames().get(0));
  }

  @Test
  void readsGrayJpegInOneFragmentForEachFrame() throws IOException {
    byte[] light = jpeg(200);
    byte[] dark = jpeg(40);
    Cine cine =
        decode(
            DicomWriter.gray(DicomWriter.JPEG, 2, 16, 16)
                .fragments(new int[0], List.of(light, dark)));
    assertEquals(200, DicomFiles.mean(cine.frames().get(0)), 1);
    assertEquals(40, DicomFiles.mean(cine.frames().get(1)), 1);
  }

  @Test
  void readsProgressiveJpegAlthoughTheSyntaxStatesBaseline() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam progressive = writer.getDefaultWriteParam();
    progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    List<byte[]> frames = new ArrayList<>();
    for (int level : new int[] {200, 40}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(stream);
        writer.write(null, new IIOImage(flat(level), null, null), progressive);
      }
      frames.add(even(out.toByteArray()));
    }
    writer.dispose();
    assertTrue(startOfFrame(frames.get(0), 0xc2), "the picture is progressive");
    Cine cine = decode(DicomWriter.gray(DicomWriter.JPEG, 2, 16, 16).fragments(new int[0], frames));
    assertEquals(200, DicomFiles.mean(cine.frames().get(0)), 1);
    assertEquals(40, DicomFiles.mean(cine.frames().get(1)), 1);
  }

  private static boolean startOfFrame(byte[] stream, int marker) {
    for (int i = 0; i + 1 < stream.length; i++) {
      if ((stream[i] & 0xff) == 0xff && (stream[i + 1] & 0xff) == marker) {
        return true;
      }
    }
    return false;
  }

  @Test
  void joinsTheFragmentsOfAFrameByOffsetTableOrByStartMark() throws IOException {
    byte[] light = even(jpeg(200));
    byte[] dark = even(jpeg(40));
    int cut = light.length / 4 * 2;
    List<byte[]> pieces =
        List.of(Arrays.copyOf(light, cut), Arrays.copyOfRange(light, cut, light.length), dark);
    int second = cut + 8 + light.length - cut + 8;
    for (int[] table : new int[][] {{0, second}, {}}) {
      Cine cine = decode(DicomWriter.gray(DicomWriter.JPEG, 2, 16, 16).fragments(table, pieces));
      assertEquals(200, DicomFiles.mean(cine.frames().get(0)), 1);
      assertEquals(40, DicomFiles.mean(cine.frames().get(1)), 1);
    }
  }

  @Test
  void believesTheJpegStreamWhenTheFileMisstatesItsColours() throws IOException {
    BufferedImage red = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      red.setRGB(i % 16, i / 16, 0xff0000);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(red, "jpeg", out);
    for (String stated : List.of("YBR_FULL_422", "RGB")) {
      Cine cine =
          decode(
              colour(DicomWriter.JPEG, stated, 16, 16)
                  .fragments(new int[0], List.of(out.toByteArray(), out.toByteArray())));
      assertEquals(76, DicomFiles.mean(cine.frames().get(0)), 1);
    }
  }

  private void assertFrames(DicomWriter file) {
    assertFrames(file.bytes());
  }

  private void assertFrames(byte[] file) {
    Cine cine = DicomFiles.decode(folder, file);
    assertEquals(50, cine.frameRateHz(), 1e-9);
    assertEquals(2, cine.frames().size());
    assertArrayEquals(FIRST, cine.frames().get(0));
    assertArrayEquals(SECOND, cine.frames().get(1));
  }

  private Cine decode(DicomWriter file) {
    return DicomFiles.decode(folder, file.bytes());
  }

  private static DicomWriter colour(String syntax, String photometric, int rows, int columns) {
    return DicomWriter.file(syntax)
        .text(0x0018_1063, "DS", "20")
        .image(photometric, 3, 2, rows, columns, 8);
  }

  private static DicomWriter gray16(int bitsStored) {
    return DicomWriter.file(DicomWriter.EXPLICIT)
        .text(0x0018_1063, "DS", "20")
        .image("MONOCHROME2", 1, 2, 1, 4, 16)
        .us(0x0028_0101, bitsStored);
  }

  private static DicomWriter palette(int bits, byte[] levels) {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("PALETTE COLOR", 1, 2, 2, 4, 8);
    for (int channel = 0; channel < 3; channel++) {
      file.us(0x0028_1101 + channel, 256, 0, bits).element(0x0028_1201 + channel, "OW", levels);
    }
    return file;
  }

  private static byte[] jpeg(int level) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(flat(level), "jpeg", out);
    return out.toByteArray();
  }

  private static BufferedImage flat(int level) {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, level);
    }
    return image;
  }

  private static byte[] even(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] inverted(byte[] frame) {
    byte[] turned = new byte[frame.length];
    for (int i = 0; i < frame.length; i++) {
      turned[i] = (byte) (255 - (frame[i] & 0xff));
    }
    return turned;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
