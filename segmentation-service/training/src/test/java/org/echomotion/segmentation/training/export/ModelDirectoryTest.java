package org.echomotion.segmentation.training.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {

  @TempDir Path temporary;

  private Path model;

  @BeforeEach
  void name() {
    model = temporary.resolve("model");
  }

  private List<String> names(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesAnEarlierModel() throws IOException {
    Files.createDirectories(model.resolve("variables"));
    Files.createFile(model.resolve("variables/variables.index"));
    Files.createFile(model.resolve("saved_model.pb"));
    ModelDirectory.makeEmpty(model);
    assertEquals(List.of("model"), names(temporary));
    assertEquals(List.of(), names(model));
  }

  @Test
  void keepsAFolderThatIsNoModel() throws IOException {
    for (int round = 1; round <= 2; round++) {
      Files.createDirectories(model);
      Files.writeString(model.resolve("notes.txt"), "round " + round);
      ModelDirectory.makeEmpty(model);
      assertEquals(List.of(), names(model));
    }
    assertEquals(List.of("model", "model.old", "model.old2"), names(temporary));
    assertEquals("round 1", Files.readString(temporary.resolve("model.old/notes.txt")));
    assertTrue(Files.exists(temporary.resolve("model.old2/notes.txt")));
  }
}
