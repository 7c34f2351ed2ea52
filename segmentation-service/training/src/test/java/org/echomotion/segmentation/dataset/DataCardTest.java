package org.echomotion.segmentation.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCardTest {

  private static final String INDEX =
      """
      subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing
      p1,train,A4C,ED,a.png,a.png,1,,camus,v1
      p1,train,A4C,ES,a.png,a.png,1,,camus,v1
      p2,train,A4C,ED,a.png,a.png,1,,camus,v1
      p3,valid,A2C,ED,a.png,a.png,1,,camus,v1
      p1,train,A4C,MID,a.png,a.png,1,,camus-warped,v1
      s1,train,A4C,ED,a.png,a.png,1,,phantom,v1
      """;

  @TempDir Path directory;

  @Test
  void countsFramesAndPatientsByGroupAndNamesTheTerms() throws IOException {
    DataCard card = card("set");
    assertEquals(6, card.frames());
    assertEquals(4, card.patients());
    assertEquals("v1", card.preprocessing());
    assertEquals(
        List.of(
            new DataCard.Source("camus", "CC BY-NC-SA 4.0", 4, 3),
            new DataCard.Source("camus-warped", "CC BY-NC-SA 4.0", 1, 1),
            new DataCard.Source("phantom", "Apache-2.0", 1, 1)),
        card.sources());
    assertEquals(
        List.of(
            new DataCard.Group("camus", "train", "A4C", "ED", 2, 2),
            new DataCard.Group("camus", "train", "A4C", "ES", 1, 1),
            new DataCard.Group("camus", "valid", "A2C", "ED", 1, 1),
            new DataCard.Group("camus-warped", "train", "A4C", "MID", 1, 1),
            new DataCard.Group("phantom", "train", "A4C", "ED", 1, 1)),
        card.groups());
  }

  @Test
  void theHashIsOfTheContentAndNotOfItsPlace() throws IOException, NoSuchAlgorithmException {
    DataCard card = card("set");
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(Files.readAllBytes(directory.resolve("set/index.csv")));
    for (int i = 0; i < 12; i++) {
      digest.update(Files.readAllBytes(directory.resolve("set/a.png")));
    }
    assertEquals(
        List.of(new DataCard.PreparedSet("set", HexFormat.of().formatHex(digest.digest()))),
        card.sets());
    assertEquals(card.sets().get(0).sha256(), card("moved").sets().get(0).sha256());
    png(directory.resolve("moved/a.png"), 2);
    assertNotEquals(card.sets().get(0).sha256(), ContentHash.of(directory.resolve("moved")));
  }

  @Test
  void aDirectoryWithoutAnIndexIsNoPreparedSet() {
    String message = assertThrows(IOException.class, () -> ContentHash.of(directory)).getMessage();
    assertTrue(message.contains("index.csv does not exist"), message);
  }

  @Test
  void isWrittenForMachinesAndForPeople() throws IOException {
    DataCard card = card("set");
    card.write(directory);
    assertEquals(
        card,
        new ObjectMapper().readValue(directory.resolve("data-card.json").toFile(), DataCard.class));
    String text = Files.readString(directory.resolve("data-card.md"));
    assertTrue(text.contains("| camus | CC BY-NC-SA 4.0 | 4 | 3 |"), text);
    assertTrue(text.contains("| camus | train | A4C | ED | 2 | 2 |"), text);
  }

  @Test
  void weightsCarryTheTermsOfTheirData() {
    assertEquals("Apache-2.0 (trained on phantoms)", DataLicence.ofWeights(List.of("phantom")));
    assertEquals(
        "CC BY-NC-SA 4.0 (trained on CAMUS; research only)",
        DataLicence.ofWeights(List.of("camus", "camus-warped", "phantom")));
    assertEquals(
        "EchoNet-Dynamic research use agreement (trained on EchoNet-Dynamic; research only);"
            + " and unknown (trained on data of another source: ask its owner)",
        DataLicence.ofWeights(List.of("annotations", "echonet")));
    assertEquals("", DataLicence.citations(List.of("phantom")));
    assertTrue(DataLicence.citations(List.of("camus")).contains("10.1109/TMI.2019.2900516"));
  }

  private DataCard card(String name) throws IOException {
    Path set = Files.createDirectories(directory.resolve(name));
    png(set.resolve("a.png"), 1);
    Files.writeString(set.resolve("index.csv"), INDEX);
    return DataCard.of(PreparedDataset.read(set), List.of(set));
  }

  private static void png(Path file, int level) throws IOException {
    BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(50, 50, 0, level);
    ImageIO.write(image, "png", file.toFile());
  }
}
