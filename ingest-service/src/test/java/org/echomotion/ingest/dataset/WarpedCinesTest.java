package org.echomotion.ingest.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.ingest.dataset.WarpedCines.WarpedCine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarpedCinesTest {

  @TempDir Path phantoms;
  @TempDir Path stills;

  @BeforeEach
  void stillsOfPhantoms() throws IOException {
    PhantomStills.write(2, phantoms, stills);
    Path index = stills.resolve("index.csv");
    Files.writeString(index, Files.readString(index).replaceAll(",(valid|test),", ",train,"));
  }

  @Test
  void beatsBetweenTheLabelledFrames() throws IOException {
    List<WarpedCine> cines = cines();
    assertEquals(2, cines.size());
    for (WarpedCine cine : cines) {
      assertEquals(80, cine.cine().frames().size());
      assertEquals(40, cine.cine().frameRateHz());
      List<Integer> areas = cine.labels().stream().map(WarpedCinesTest::cavity).toList();
      assertFalse(cine.course().esFrames().isEmpty());
      for (int es : cine.course().esFrames()) {
        assertEquals(areas.stream().mapToInt(a -> a).min().orElseThrow(), areas.get(es), 5);
      }
      for (int ed : cine.course().edFrames()) {
        assertEquals(areas.stream().mapToInt(a -> a).max().orElseThrow(), areas.get(ed), 5);
      }
    }
  }

  @Test
  void repeats() throws IOException {
    WarpedCine once = cines().get(0);
    WarpedCine again = cines().get(0);
    assertEquals(once.course(), again.course());
    assertArrayEquals(once.cine().frames().get(33), again.cine().frames().get(33));
  }

  @Test
  void leavesOtherPartsAlone() throws IOException {
    Path index = stills.resolve("index.csv");
    Files.writeString(
        index,
        String.join(
            "\n",
            Files.readAllLines(index).stream()
                .map(line -> line.startsWith("p00001") ? line.replace(",train,", ",valid,") : line)
                .toList()));
    List<WarpedCine> cines = cines();
    assertEquals(1, cines.size());
    assertTrue(cines.get(0).name().startsWith("p00000"));
  }

  private List<WarpedCine> cines() throws IOException {
    List<WarpedCine> cines = new ArrayList<>();
    new WarpedCines(Split.TRAIN, 80, 40)
        .read(
            stills,
            new WarpedCines.Visitor() {
              @Override
              public void cine(WarpedCine cine) {
                cines.add(cine);
              }

              @Override
              public void skipped(String what, String why) {
                throw new AssertionError(what + ": " + why);
              }

              @Override
              public void progress(int read, int of) {
                assertTrue(read <= of);
              }
            });
    return cines;
  }

  private static int cavity(byte[] labels) {
    int count = 0;
    for (byte label : labels) {
      count += label == 1 ? 1 : 0;
    }
    return count;
  }
}
