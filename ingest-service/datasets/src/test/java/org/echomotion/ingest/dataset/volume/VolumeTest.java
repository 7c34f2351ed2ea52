package org.echomotion.ingest.dataset.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import org.echomotion.ingest.decode.PixelSpacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTest {

  /** Two rows of three columns. */
  private static final byte[] PIXELS = {0, 1, 2, 100, (byte) 200, (byte) 255};

  @TempDir Path folder;

  @Test
  void readsMetaImage() throws IOException {
    VolumeFiles.metaImage(folder, "a", PIXELS, 2, 3, 0.154, 0.308);
    Volume volume = Volume.read(folder.resolve("a.mhd"));
    assertEquals(2, volume.rows());
    assertEquals(3, volume.columns());
    assertArrayEquals(PIXELS, volume.frames().get(0));
    assertEquals(Optional.of(new PixelSpacing(0.154, 0.308)), volume.spacing());
  }

  @Test
  void readsCompressedMetaImageOfBigEndianWords() throws IOException {
    try (OutputStream out =
        new DeflaterOutputStream(Files.newOutputStream(folder.resolve("a.zraw")))) {
      for (byte pixel : PIXELS) {
        out.write(new byte[] {0, pixel});
      }
    }
    Files.writeString(
        folder.resolve("a.mhd"),
        VolumeFiles.header(2, 3, "MET_USHORT", "a.zraw")
            .replace("CompressedData = False", "CompressedData = True")
            .replace("OrderMSB = False", "OrderMSB = True"));
    Volume volume = Volume.read(folder.resolve("a.mhd"));
    assertArrayEquals(PIXELS, volume.frames().get(0));
    assertEquals(Optional.empty(), volume.spacing());
  }

  @ParameterizedTest
  @CsvSource({"2,1", "4,2", "16,4", "64,8", "512,2", "8,4", "768,4", "1024,8", "1280,8"})
  void readsNiftiOfEachSampleTypeInBothByteOrders(int type, int bytes) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer samples = ByteBuffer.allocate(2 * 6 * bytes).order(order);
      for (int i = 0; i < 12; i++) {
        int value = PIXELS[i % 6] & 0xff;
        switch (type) {
          case 2 -> samples.put((byte) value);
          case 16 -> samples.putFloat(value);
          case 64 -> samples.putDouble(value);
          case 8, 768 -> samples.putInt(value);
          case 1024, 1280 -> samples.putLong(value);
          default -> samples.putShort((short) value);
        }
      }
      Path file = folder.resolve("a.nii");
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(VolumeFiles.niftiHeader(order, type, 3, 2, 2).array());
        out.write(samples.array());
      }
      Volume volume = Volume.read(file);
      assertEquals(2, volume.frames().size());
      assertArrayEquals(PIXELS, volume.frames().get(1));
      assertEquals(Optional.of(new PixelSpacing(0.25, 0.5)), volume.spacing());
      VolumeFiles.packed(folder.resolve("a.nii.gz"), Files.readAllBytes(file));
      assertArrayEquals(PIXELS, Volume.read(folder.resolve("a.nii.gz")).frames().get(0));
    }
  }

  @Test
  void readsAMetaImageOfOneFilePackedOrNot() throws IOException {
    String header = VolumeFiles.header(2, 3, "MET_LONG_LONG", "LOCAL");
    ByteBuffer samples = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (byte pixel : PIXELS) {
      samples.putLong(pixel & 0xff);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      out.write(samples.array());
    }
    Map<String, byte[]> files =
        Map.of(
            header,
            samples.array(),
            header.replace("CompressedData = False", "CompressedData = True"),
            packed.toByteArray());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      try (OutputStream out = Files.newOutputStream(folder.resolve("a.mha"))) {
        out.write(file.getKey().getBytes(StandardCharsets.US_ASCII));
        out.write(file.getValue());
      }
      Path found = Volume.find(folder, "a").orElseThrow();
      assertArrayEquals(PIXELS, Volume.read(found).frames().get(0));
    }
  }

  @Test
  void saysThatFractionsAreNoGrayLevels() throws IOException {
    ByteBuffer samples = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    samples.putFloat(0).putFloat(0.4f).putFloat(1);
    try (OutputStream out = Files.newOutputStream(folder.resolve("a.nii"))) {
      out.write(VolumeFiles.niftiHeader(ByteOrder.LITTLE_ENDIAN, 16, 3, 1, 1).array());
      out.write(samples.array());
    }
    assertEquals("its values lie between 0 and 1; multiply gray levels by 255", refused("a.nii"));
  }

  @Test
  void appliesSlopeAndInterceptAndUnit() throws IOException {
    ByteBuffer header = VolumeFiles.niftiHeader(ByteOrder.LITTLE_ENDIAN, 2, 3, 1, 1);
    header.putFloat(112, 2).putFloat(116, 10).put(123, (byte) 3);
    try (OutputStream out = Files.newOutputStream(folder.resolve("a.nii"))) {
      out.write(header.array());
      out.write(new byte[] {0, 1, 100});
    }
    Volume volume = Volume.read(folder.resolve("a.nii"));
    assertArrayEquals(new byte[] {10, 12, (byte) 210}, volume.frames().get(0));
    assertEquals(0.0005, volume.spacing().orElseThrow().columnMm(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a.raw", "/etc/passwd", "LIST", "b/a.raw", ".hidden", "a.raw 0 9 1 %d"})
  void followsNoHeaderOutOfItsFolder(String name) throws IOException {
    VolumeFiles.metaImage(folder, "a", PIXELS, 2, 3, 1, 1);
    Files.writeString(folder.resolve("b.mhd"), VolumeFiles.header(2, 3, "MET_UCHAR", name));
    String message = refused("b.mhd");
    assertEquals("its ElementDataFile is not the name of one file beside it", message);
  }

  @ParameterizedTest
  @CsvSource({
    "DimSize = 3 2 1, DimSize = 60000 60000 1, more than the limit",
    "DimSize = 3 2 1, DimSize = 4096 4096 1024, more than the limit",
    "DimSize = 3 2 1, DimSize = 3 -2 1, states no extent",
    "DimSize = 3 2 1, DimSize = 3 2 1 1, not a gray picture",
    "DimSize = 3 2 1, DimSize = three 2, not a list of numbers",
    "DimSize = 3 2 1, DimSize = NaN 2 1, states no extent",
    "DimSize = 3 2 1, DimSize = 4 2 1, holds 6 bytes of samples where its header states 8",
    "MET_UCHAR, MET_CHAR_ARRAY, not supported",
    "MET_UCHAR, MET_CHAR, not gray levels",
    "Channels = 1, Channels = 3, not a gray picture",
    "CompressedData = False, CompressedData = True, damaged",
    "a.raw, absent.raw, is missing"
  })
  void refusesAMetaImageThatIsDamagedOrHostile(String said, String says, String why)
      throws IOException {
    VolumeFiles.metaImage(folder, "a", PIXELS, 2, 3, 1, 1);
    Path header = folder.resolve("a.mhd");
    Files.writeString(header, Files.readString(header).replace(said, says));
    String message = refused("a.mhd");
    assertTrue(message.contains(why), message);
  }

  @Test
  void refusesANiftiThatIsDamagedOrHostile() throws IOException {
    byte[] good = new byte[352 + 6];
    System.arraycopy(
        VolumeFiles.niftiHeader(ByteOrder.LITTLE_ENDIAN, 2, 3, 2, 1).array(), 0, good, 0, 352);
    refuses(good, 0, (byte) 1, "not a NIfTI-1 file");
    refuses(good, 345, (byte) 'i', "header and samples in one");
    refuses(good, 43, (byte) 0x70, "more than the limit");
    refuses(good, 43, (byte) 0x80, "no extent");
    refuses(good, 42, (byte) 4, "holds 6 bytes of samples where its header states 8");
    refuses(good, 40, (byte) 9, "two or three dimensions");
    refuses(good, 70, (byte) 128, "datatype");
    refuses(good, 111, (byte) 0x7f, "start of the samples");
    for (int length : new int[] {0, 1, 100, 347, 350, 355}) {
      Files.write(folder.resolve("a.nii"), Arrays.copyOf(good, length));
      refused("a.nii");
    }
  }

  @Test
  void unpacksNoMoreThanTheHeaderStates() throws IOException {
    // 352 bytes and 6 samples, then 64 MiB of zeros in a few kilobytes, the last of them missing: a
    // reader that went on to the end would fail there.
    Path file = folder.resolve("a.nii.gz");
    byte[] bytes = new byte[64 << 20];
    System.arraycopy(
        VolumeFiles.niftiHeader(ByteOrder.LITTLE_ENDIAN, 2, 3, 2, 1).array(), 0, bytes, 0, 352);
    VolumeFiles.packed(file, bytes);
    byte[] packed = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));
    try (InputStream all = new GZIPInputStream(Files.newInputStream(file))) {
      assertThrows(EOFException.class, all::readAllBytes);
    }
    assertEquals(1, Volume.read(file).frames().size());
  }

  private void refuses(byte[] good, int at, byte value, String why) throws IOException {
    byte[] bad = good.clone();
    bad[at] = value;
    Files.write(folder.resolve("a.nii"), bad);
    String message = refused("a.nii");
    assertTrue(message.contains(why), message);
  }

  private String refused(String name) {
    return assertThrows(IOException.class, () -> Volume.read(folder.resolve(name))).getMessage();
  }
}
