package org.echomotion.ingest.dataset.beating;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.dataset.beating.WarpedCines.WarpedCine;
import org.echomotion.ingest.dataset.labelled.Split;
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

  @Test
  void saysWhoseOtherPhaseIsMissing() throws IOException {
    Path index = stills.resolve("index.csv");
    Files.write(
        index,
        Files.readAllLines(index).stream()
            .filter(line -> !(line.startsWith("p00001") && line.contains(",ES,")))
            .toList());
    assertEquals(
        new WarpedCines.Report(
            1, List.of("p00001 A4C: no labelled ES frame to warp its ED frame to")),
        read(Split.TRAIN, cine -> Optional.empty()));
  }

  @Test
  void saysWhatItsTakerCouldNotUse() throws IOException {
    assertEquals(
        new WarpedCines.Report(1, List.of("p00001 A4C: too small")),
        read(
            Split.TRAIN,
            cine -> cine.subject().equals("p00000") ? Optional.empty() : Optional.of("too small")));
  }

  @Test
  void nothingToMakeIsAnErrorThatSaysSo() {
    assertNothing("nobody in it has labelled images", Split.TEST, cine -> Optional.empty());
    assertNothing("p00000 A4C: too small", Split.TRAIN, cine -> Optional.of("too small"));
  }

  private void assertNothing(String why, Split split, WarpedCines.Taker taker) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(split, taker)).getMessage();
    assertTrue(message.endsWith(": " + why + "."), message);
  }

  private WarpedCines.Report read(Split split, WarpedCines.Taker taker) throws IOException {
    return new WarpedCines(split, 80, 40).read(stills, taker, percent -> {});
  }

  private List<WarpedCine> cines() throws IOException {
    List<WarpedCine> cines = new ArrayList<>();
    List<Double> progress = new ArrayList<>();
    WarpedCines.Report report =
        new WarpedCines(Split.TRAIN, 80, 40)
            .read(
                stills,
                cine -> {
                  cines.add(cine);
                  return Optional.empty();
                },
                progress::add);
    assertEquals(new WarpedCines.Report(cines.size(), List.of()), report);
    assertEquals(List.of(25.0, 50.0, 75.0, 100.0), progress);
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
