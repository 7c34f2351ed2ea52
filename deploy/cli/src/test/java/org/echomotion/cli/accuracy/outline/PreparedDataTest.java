package org.echomotion.cli.accuracy.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ingest.dataset.table.ReferenceTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDataTest {

  @TempDir Path folder;

  @Test
  void layoutsAreToldByTheirFiles() throws IOException {
    assertThrows(IOException.class, () -> PreparedData.layoutOf(folder));
    Files.createDirectories(folder.resolve("patient0007"));
    Files.writeString(folder.resolve("patient0007/Info_4CH.cfg"), "LVef: 51.0\n");
    assertEquals("camus", PreparedData.layoutOf(folder));
    write("index.csv", "patient,split,view,phase,image,mask\np,valid,A4C,ED,a.png,b.png\n");
    assertEquals("images", PreparedData.layoutOf(folder));
    write(
        "index.csv", "subject,split,view,phase,image,mask,preprocessing\np,valid,A4C,ED,a,b,v1\n");
    assertEquals("prepared", PreparedData.layoutOf(folder));
    write("FileList.csv", "FileName,EF\na.avi,50\n");
    assertEquals("echonet", PreparedData.layoutOf(folder));
    write("Truth.csv", "FileName\na.avi\n");
    assertEquals("phantom", PreparedData.layoutOf(folder));
  }

  @Test
  void referencesComeFromTheSetsOwnTable() throws IOException {
    write("FileList.csv", "FileName,EF,Split\n0X1A.avi,61.5,VAL\n0X2B,40,VAL\n");
    ReferenceTable table = ReferenceTable.read(folder.resolve("FileList.csv")).orElseThrow();
    assertEquals(OptionalDouble.of(61.5), table.of("0X1A"));
    assertEquals(OptionalDouble.of(40), table.of("0X2B"));
    assertEquals(OptionalDouble.empty(), table.of("other"));
    write("FileList.csv", "\ufefffilename; ef\n0X1A.avi; 61,5\n");
    ReferenceTable spelt = ReferenceTable.read(folder.resolve("FileList.csv")).orElseThrow();
    assertEquals(OptionalDouble.of(61.5), spelt.of("0X1A"));
    write("index.csv", "patient,view,ef_biplane\np1,A4C,55.25\np1,A2C,55.25\np2,A4C,\n");
    ReferenceTable biplane = ReferenceTable.read(folder.resolve("index.csv")).orElseThrow();
    assertEquals(OptionalDouble.of(55.25), biplane.of("p1"));
    assertFalse(biplane.of("p2").isPresent());
  }

  @Test
  void camusFilesGiveTheirEjectionFraction() throws IOException {
    Files.createDirectories(folder.resolve("patient0007"));
    Files.writeString(folder.resolve("patient0007/Info_4CH.cfg"), "ED: 1\nLVef: 51.5\n");
    try (PreparedData data =
        PreparedData.open(folder, "prepared", Optional.empty(), (done, of) -> {})) {
      assertEquals(OptionalDouble.of(51.5), data.references().of("patient0007"));
    }
  }

  @Test
  void aTableWithoutEjectionFractionsIsNone() throws IOException {
    write("index.csv", "subject,split\np,valid\n");
    assertTrue(ReferenceTable.read(folder.resolve("index.csv")).isEmpty());
    assertThrows(
        IOException.class,
        () ->
            PreparedData.open(
                folder, "prepared", Optional.of(folder.resolve("index.csv")), (done, of) -> {}));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
