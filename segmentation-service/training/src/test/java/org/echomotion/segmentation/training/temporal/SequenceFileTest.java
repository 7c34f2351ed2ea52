package org.echomotion.segmentation.training.temporal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceFileTest {

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    List<TemporalSequence> written = BeatingSequences.measured(3, 90, 2);
    Path file = folder.resolve("sequences.csv.gz");
    try (SequenceFile.Writer out = new SequenceFile.Writer(file)) {
      for (TemporalSequence sequence : written) {
        out.add(sequence);
      }
    }
    List<TemporalSequence> read = SequenceFile.read(file);
    assertEquals(3, read.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(written.get(i).name(), read.get(i).name());
      assertEquals(50, read.get(i).frameRateHz());
      assertEquals(33.1, read.get(i).trueEfPercent().getAsDouble(), 1e-9);
      assertEquals(90, read.get(i).frames().size());
      for (int f = 0; f < 90; f++) {
        TemporalSequence.Frame expected = written.get(i).frames().get(f);
        TemporalSequence.Frame actual = read.get(i).frames().get(f);
        assertEquals(expected.phase(), actual.phase());
        assertEquals(expected.measured().isPresent(), actual.measured().isPresent());
        assertEquals(expected.entropy(), actual.entropy(), 1e-4);
        assertArrayEquals(
            expected.truth().orElseThrow().values(), actual.truth().orElseThrow().values(), 1e-3f);
      }
    }
  }

  @Test
  void aFileOfAnotherKindIsRefusedByLine() throws IOException {
    Path file = folder.resolve("other.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,2\n".getBytes());
    }
    IOException refused = assertThrows(IOException.class, () -> SequenceFile.read(file));
    assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
  }

  @Test
  void theVolumeIsThatOfTheMethodOfDisks() {
    float[] values = new float[DiskValues.VALUES];
    Arrays.fill(values, 0, DiskValues.DISKS, 10f);
    values[DiskValues.LENGTH] = 50;
    // A cylinder of diameter 10 and length 50.
    assertEquals(Math.PI * 25 * 50, new DiskValues(values).volume(), 1e-9);
  }
}
