package org.echomotion.segmentation.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {

  @TempDir Path directory;

  @Test
  void readsEachFloatType() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"full\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"half\":{\"dtype\":\"F16\",\"shape\":[1,3],\"data_offsets\":[8,14]},"
            + "\"brain\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[14,18]},"
            + "\"scalar\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[18,22]}}   ";
    ByteBuffer data = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(1.5f).putFloat(-2e-30f);
    // IEEE 754: 1, -65504 (the largest), 2^-24 (the smallest).
    data.putShort((short) 0x3c00).putShort((short) 0xfbff).putShort((short) 0x0001);
    // The upper halves of 3f800000 and c0490000: 1 and -3.140625.
    data.putShort((short) 0x3f80).putShort((short) 0xc049);
    data.putFloat(7);
    SafetensorsFile file = SafetensorsFile.open(file(header, data.array()));
    assertEquals(List.of(1L, 3L), file.entries().get("half").shape());
    assertEquals(4, file.entries().size());
    assertArrayEquals(new float[] {1.5f, -2e-30f}, file.floats("full"));
    assertArrayEquals(new float[] {1, -65504, 0x1p-24f}, file.floats("half"));
    assertArrayEquals(new float[] {1, -3.140625f}, file.floats("brain"));
    assertArrayEquals(new float[] {7}, file.floats("scalar"));
  }

  @Test
  void halvesCoverInfinityAndNotANumber() {
    assertEquals(Float.POSITIVE_INFINITY, SafetensorsFile.half((short) 0x7c00));
    assertEquals(Float.NEGATIVE_INFINITY, SafetensorsFile.half((short) 0xfc00));
    assertTrue(Float.isNaN(SafetensorsFile.half((short) 0x7c01)));
    assertEquals(0x1p-14f, SafetensorsFile.half((short) 0x0400));
    assertEquals(-0x3ffp-24f, SafetensorsFile.half((short) 0x83ff));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          is not JSON                  | {"a":
          is not JSON                  | {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}
          is not JSON                  | {} {}
          is not a JSON object         | [1]
          8 bytes belong to no tensor  | {}
          4 bytes belong to no tensor  | {"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}
          lacks a known dtype          | {"a":7}
          lacks a known dtype          | {"a":{"dtype":"F7","shape":[8],"data_offsets":[0,8]}}
          lacks a known dtype          | {"a":{"dtype":"U8","shape":8,"data_offsets":[0,8]}}
          lacks a known dtype          | {"a":{"dtype":"U8","shape":[8],"data_offsets":[0]}}
          not those of F32 [1]         | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}
          not those of U8 [0]          | {"a":{"dtype":"U8","shape":[0],"data_offsets":[8,0]}}
          ends after the end           | {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}
          does not begin where         | {"a":{"dtype":"U8","shape":[6],"data_offsets":[0,6]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}
          does not begin where         | {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}
          invalid shape or offset      | {"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}}
          invalid shape or offset      | {"a":{"dtype":"U8","shape":[8],"data_offsets":[-1,7]}}
          invalid shape or offset      | {"a":{"dtype":"U8","shape":[8.0],"data_offsets":[0,8]}}
          invalid shape or offset      | {"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}
          invalid shape or offset      | {"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,8]}}
          """)
  void refusesAHostileHeader(String reason, String header) throws IOException {
    Path file = file(header, new byte[8]);
    IOException e = assertThrows(IOException.class, () -> SafetensorsFile.open(file));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
  }

  @Test
  void refusesAHeaderThatIsLongerThanTheFile() throws IOException {
    for (long length : new long[] {-1, Long.MIN_VALUE, 0, 1, 1L << 40, 17}) {
      Path file = directory.resolve("length");
      ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      Files.write(file, bytes.putLong(length).array());
      assertThrows(IOException.class, () -> SafetensorsFile.open(file), "length " + length);
    }
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThrows(IOException.class, () -> SafetensorsFile.open(empty));
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).put(data);
    return Files.write(directory.resolve("file.safetensors"), bytes.array());
  }
}
