package org.echomotion.segmentation.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.echomotion.segmentation.outline.Contour;
import org.junit.jupiter.api.Test;

class ContourBytesTest {

  @Test
  void aContourIsKeptAsPairsOfBigEndianFloats() {
    Contour contour = new Contour(new float[] {1f, -0.5f}, new float[] {2.5f, 111.25f});
    byte[] bytes = ContourBytes.of(contour);
    // IEEE 754: 1 = 3f800000, 2.5 = 40200000, -0.5 = bf000000, 111.25 = 42de8000.
    assertArrayEquals(
        new byte[] {
          0x3f,
          (byte) 0x80,
          0,
          0,
          0x40,
          0x20,
          0,
          0,
          (byte) 0xbf,
          0,
          0,
          0,
          0x42,
          (byte) 0xde,
          (byte) 0x80,
          0
        },
        bytes);
    assertEquals(contour, ContourBytes.read(bytes));
  }
}
