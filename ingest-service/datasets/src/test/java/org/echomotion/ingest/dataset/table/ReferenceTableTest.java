package org.echomotion.ingest.dataset.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTableTest {

  @TempDir Path folder;

  @Test
  void skipsAShortRowAndKeepsTheOthers() throws IOException {
    Path table = write("FileList.csv", "FileName,EF\na.avi,61.5\nb.avi\nc.avi,40\n");
    assertEquals(Map.of("a", 61.5, "c", 40.0), ReferenceTable.read(table).orElseThrow().percent());
  }

  @Test
  void aShortRowHasTheColumnsOfItsTable() throws IOException {
    List<TableRow> rows = TableRow.read(write("t.csv", "a,b\n1\n"));
    assertTrue(rows.get(0).has("b"));
    assertTrue(rows.get(0).text("b").isEmpty());
    assertFalse(rows.get(0).has("c"));
    assertEquals(
        "line 2: column b is empty.",
        assertThrows(IOException.class, () -> rows.get(0).field("b")).getMessage());
  }

  @Test
  void namesTheTableAndTheLineOfABadValue() throws IOException {
    Path words = write("published.csv", "subject,EF\np1,50\np2,high\n");
    assertEquals(
        "published.csv, line 3: column EF is not a number.",
        assertThrows(IOException.class, () -> ReferenceTable.read(words)).getMessage());
    Path nameless = write("nameless.csv", "subject,EF\n,50\n");
    assertEquals(
        "nameless.csv, line 2: column subject is empty.",
        assertThrows(IOException.class, () -> ReferenceTable.require(nameless)).getMessage());
    Path other = write("other.csv", "name,EF\np1,50\n");
    assertTrue(
        assertThrows(IOException.class, () -> ReferenceTable.require(other))
            .getMessage()
            .startsWith("other.csv needs a column subject"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
