package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that have only partly arrived. */
class ArrivingFilesTest {

  @TempDir Path folder;

  @Test
  void readsTheWholeFramesSoFarOfACompressedCine() {
    byte[] bytes = DicomFiles.read(DicomFiles.A4C);
    assertGrows(bytes, DicomFiles.decode(DicomFiles.A4C), 26);
  }

  @Test
  void readsTheWholeFramesSoFarOfAnUncompressedCine() {
    byte[] first = new byte[400];
    byte[] second = new byte[400];
    Arrays.fill(first, (byte) 70);
    Arrays.fill(second, (byte) 90);
    byte[] bytes =
        DicomWriter.gray(DicomWriter.EXPLICIT, 4, 20, 20)
            .pixels(first, second, first, second)
            .bytes();
    assertGrows(bytes, DicomFiles.decode(folder, bytes), 3);
  }

  @Test
  void readsTheColoursOfAnArrivingCineInTheLayoutThatItHas() {
    byte[] full = new byte[3 * 400];
    for (int i = 0; i < 400; i++) {
      full[3 * i] = (byte) (i % 200);
    }
    byte[] bytes =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .text(0x0018_1063, "DS", "20")
            .image("YBR_FULL_422", 3, 4, 20, 20, 8)
            .pixels(full, full, full, full)
            .bytes();
    Cine whole = DicomFiles.decode(folder, bytes);
    assertGrows(bytes, whole, 3);
    assertEquals(whole.remarks(), arrived(bytes).orElseThrow().remarks());
    assertEquals(1, whole.remarks().size());
  }

  private void assertGrows(byte[] bytes, Cine whole, int atLeast) {
    int most = 0;
    for (int step = 0; step < 20; step++) {
      Optional<Cine> arrived = arrived(Arrays.copyOf(bytes, bytes.length * step / 20));
      int frames = arrived.map(cine -> cine.frames().size()).orElse(0);
      assertTrue(frames >= most, frames + " frames after " + most);
      for (int i = 0; i < frames; i++) {
        assertArrayEquals(whole.frames().get(i), arrived.get().frames().get(i), "frame " + i);
      }
      most = frames;
    }
    assertTrue(most >= atLeast, most + " of " + whole.frames().size() + " frames");
    Cine all = arrived(bytes).orElseThrow();
    assertEquals(whole.frames().size(), all.frames().size());
    assertEquals(whole.frameRateHz(), all.frameRateHz());
    assertEquals(whole.spacing(), all.spacing());
  }

  private Optional<Cine> arrived(byte[] bytes) {
    return new DicomDecoder().decodeArrived(DicomFiles.write(folder, bytes), DecodeLimits.DEFAULT);
  }
}
