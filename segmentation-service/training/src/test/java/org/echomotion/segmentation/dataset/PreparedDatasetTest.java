package org.echomotion.segmentation.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDatasetTest {

  private static final String HEADER =
      "subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing\n";

  @TempDir Path directory;

  @Test
  void readsGrayLevelsAsStoredAndTellsWhichSourcesAreFullyLabelled() throws IOException {
    png("a.png", 112, 77);
    png("lv.png", 112, 1);
    png("all.png", 112, 2);
    Files.writeString(
        directory.resolve("index.csv"),
        HEADER
            + "p1,train,A4C,ED,a.png,lv.png,1.25,Good,left-ventricle-only,v1\n"
            + "p2,valid,A2C,ES,a.png,all.png,,Poor,full,v1\n");
    PreparedDataset dataset = PreparedDataset.read(directory);
    PreparedFrame first = dataset.split("train").get(0);
    assertEquals(77, first.gray()[5000]);
    assertEquals(1.25, first.millimetresPerPixel());
    assertFalse(first.allStructures());
    assertTrue(dataset.split("valid").get(0).allStructures());
    assertTrue(Double.isNaN(dataset.split("valid").get(0).millimetresPerPixel()));
    assertEquals("v1", dataset.preprocessing());
  }

  @Test
  void leavesFramesWithoutAMaskToThoseWhoAskForThem() throws IOException {
    png("a.png", 112, 77);
    png("lv.png", 112, 1);
    Path index = directory.resolve("index.csv");
    String unlabelled = "p1,train,A4C,MID,a.png,,1.25,Good,s,v1\n";
    Files.writeString(index, HEADER + unlabelled + "p1,train,A4C,ED,a.png,lv.png,1.25,Good,s,v1\n");
    assertEquals(
        List.of("ED"),
        PreparedDataset.read(directory).frames().stream().map(PreparedFrame::phase).toList());
    List<UnmaskedFrame> frames = PreparedDataset.unlabelled(directory);
    assertEquals(1, frames.size());
    assertEquals(77, frames.get(0).gray()[5000]);
    assertEquals("p1", frames.get(0).subject());
    assertEquals(64, ContentHash.of(directory).length());
    Files.writeString(index, HEADER + unlabelled);
    assertThrows(IOException.class, () -> PreparedDataset.read(directory));
  }

  @Test
  void refusesMixedPreprocessing() throws IOException {
    png("a.png", 112, 1);
    Files.writeString(
        directory.resolve("index.csv"),
        HEADER + "p1,train,A4C,ED,a.png,a.png,1,,s,v1\n" + "p2,train,A4C,ED,a.png,a.png,1,,s,v2\n");
    IOException e = assertThrows(IOException.class, () -> PreparedDataset.read(directory));
    assertTrue(e.getMessage().contains("v1") && e.getMessage().contains("v2"), e.getMessage());
  }

  @Test
  void joinsSetsOfOnePreprocessingOnly() throws IOException {
    png("a.png", 112, 1);
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.copy(directory.resolve("a.png"), other.resolve("a.png"));
    String row = HEADER + "p1,train,A4C,ED,a.png,a.png,1,,s,";
    Files.writeString(directory.resolve("index.csv"), row + "v1\n");
    Files.writeString(other.resolve("index.csv"), row + "v1\n");
    assertEquals(2, PreparedDataset.read(List.of(directory, other)).frames().size());
    Files.writeString(other.resolve("index.csv"), row + "v2\n");
    assertThrows(IOException.class, () -> PreparedDataset.read(List.of(directory, other)));
  }

  @Test
  void namesASubjectThatIsInTwoSplits() throws IOException {
    png("a.png", 112, 1);
    String row = ",A4C,ED,a.png,a.png,1,,s,v1\n";
    Path index = directory.resolve("index.csv");
    Files.writeString(index, HEADER + "p1,train" + row + "p1,train" + row + "p2,valid" + row);
    assertEquals(3, PreparedDataset.read(directory).withDisjointSplits().frames().size());
    Files.writeString(index, HEADER + "p1,train" + row + "p2,valid" + row + "p1,test" + row);
    PreparedDataset dataset = PreparedDataset.read(directory);
    String message =
        assertThrows(IllegalArgumentException.class, dataset::withDisjointSplits).getMessage();
    assertTrue(message.contains("'p1' is in the splits train and test"), message);
  }

  @Test
  void refusesAnImageOfAnotherSize() throws IOException {
    png("a.png", 96, 1);
    Files.writeString(
        directory.resolve("index.csv"), HEADER + "p1,train,A4C,ED,a.png,a.png,1,,s,v1\n");
    assertThrows(IOException.class, () -> PreparedDataset.read(directory));
  }

  private void png(String name, int side, int level) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    byte[] gray = new byte[side * side];
    Arrays.fill(gray, (byte) level);
    image.getRaster().setDataElements(0, 0, side, side, gray);
    ImageIO.write(image, "png", directory.resolve(name).toFile());
  }
}
