package org.echomotion.segmentation.training.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.echomotion.segmentation.dataset.DataLicence;
import org.echomotion.segmentation.training.configuration.Composition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {

  @TempDir Path run;

  @BeforeEach
  void writeAnOlderModel() throws IOException {
    Files.createDirectories(run.resolve("model"));
    Files.writeString(
        run.resolve("model/model.json"),
        "{\"trainingData\": {\"phantom\": 3}, \"lineage\": [\"camus\", \"phantom\"]}");
  }

  @Test
  void weightsCarryTheTermsOfThoseTheyStartedFrom() throws IOException {
    for (String init : List.of("", "/model", "/model/variables/variables")) {
      Set<String> lineage = of("init=" + run + init);

      assertEquals(Set.of("camus", "phantom"), lineage, init);
      assertEquals(
          "CC BY-NC-SA 4.0 (trained on CAMUS; research only)", DataLicence.ofWeights(lineage));
    }
  }

  @Test
  void weightsCarryTheTermsOfTheirTeacher() throws IOException {
    assertEquals(Set.of("camus", "phantom"), of("data.teacher=" + run.resolve("model")));
  }

  @Test
  void weightsOfUnknownOriginGiveNoFreedom() throws IOException {
    Set<String> lineage = of("init=" + run.resolve("elsewhere/state"));

    assertEquals(Set.of("phantom", "unknown weights"), lineage);
    assertEquals(
        "unknown (trained on data of another source: ask its owner)",
        DataLicence.ofWeights(lineage));
    assertEquals(Set.of("phantom", "unknown weights"), of("model.pretrained=encoder.safetensors"));
  }

  @Test
  void aFreshRunHasItsOwnSourcesOnly() throws IOException {
    assertEquals(Set.of("phantom"), of("seed=2"));
  }

  private static Set<String> of(String word) throws IOException {
    return Lineage.of(Composition.of(List.of(word)), Set.of("phantom"));
  }
}
