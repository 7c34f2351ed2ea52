package org.echomotion.segmentation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutTest {

  private static final byte[] PIXELS = new byte[112 * 112];

  /** 20 patients with two frames each in two sources, 10 phantoms, and 5 patients marked valid. */
  private final PreparedDataset dataset = dataset();

  @Test
  void theFoldsPartThePatientsOfEverySource() {
    Set<String> all = new TreeSet<>();
    for (int fold = 1; fold <= 5; fold++) {
      PreparedDataset part = HeldOut.of(dataset, settings("data.fold=" + fold, "data.folds=5"));
      Set<String> valid = subjects(part, "valid");
      Set<String> train = subjects(part, "train");
      assertEquals(4, valid.stream().filter(s -> s.startsWith("patient")).count());
      assertEquals(2, valid.stream().filter(s -> s.startsWith("phantom")).count());
      assertTrue(train.stream().noneMatch(valid::contains));
      assertEquals(30, train.size() + valid.size());
      assertTrue(all.addAll(valid));
      // Every frame of a patient goes the same way, whatever source it is in.
      assertEquals(4 * 4 + 2, part.split("valid").size());
    }
    assertEquals(subjects(dataset, "train"), all);
  }

  @Test
  void aFractionIsHeldOutBySeedAndTheValidSplitIsNotSeen() {
    Set<String> one = subjects(HeldOut.of(dataset, settings("data.valid_fraction=0.2")), "valid");
    assertEquals(6, one.size());
    assertTrue(one.stream().noneMatch(s -> s.startsWith("marked")));
    assertEquals(one, subjects(HeldOut.of(dataset, settings("data.valid_fraction=0.2")), "valid"));
    assertNotEquals(
        one,
        subjects(
            HeldOut.of(dataset, settings("data.valid_fraction=0.2", "data.split_seed=2")),
            "valid"));
  }

  @Test
  void theTestSplitStaysAndNothingIsHeldOutUnasked() {
    assertSame(dataset, HeldOut.of(dataset, settings()));
    assertEquals(1, HeldOut.of(dataset, settings("data.valid_fraction=0.2")).split("test").size());
  }

  @Test
  void theRunNamesThePatientsThatItHeldOut(@TempDir Path run) throws IOException {
    DataSettings settings = settings("data.fold=2", "data.folds=5");
    PreparedDataset part = HeldOut.of(dataset, settings);

    HeldOut.write(part, settings, run);

    assertEquals(subjects(part, "valid"), HeldOut.readFrom(run));
  }

  @Test
  void aRunThatHeldOutNobodyNamesNobody(@TempDir Path run) throws IOException {
    HeldOut.write(dataset, settings(), run);

    assertThrows(IllegalArgumentException.class, () -> HeldOut.readFrom(run));
  }

  private static Set<String> subjects(PreparedDataset dataset, String split) {
    return dataset.split(split).stream().map(PreparedFrame::subject).collect(Collectors.toSet());
  }

  private static DataSettings settings(String... words) {
    return Composition.of(List.of(words)).data();
  }

  private static PreparedDataset dataset() {
    List<PreparedFrame> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String source : List.of("camus", "camus", "warped", "warped")) {
        frames.add(frame("patient" + i, "train", source));
      }
    }
    for (int i = 0; i < 10; i++) {
      frames.add(frame("phantom" + i, "train", "phantom"));
    }
    for (int i = 0; i < 5; i++) {
      frames.add(frame("marked" + i, "valid", "camus"));
    }
    frames.add(frame("last", "test", "camus"));
    assertEquals(36, new HashSet<>(frames.stream().map(PreparedFrame::subject).toList()).size());
    return new PreparedDataset(frames, "v1");
  }

  private static PreparedFrame frame(String subject, String split, String source) {
    return new PreparedFrame(subject, split, "A4C", "ED", PIXELS, PIXELS, 1, source, false);
  }
}
