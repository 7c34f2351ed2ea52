package org.echomotion.segmentation.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSetTest {

  @TempDir Path directory;

  @Test
  void readsOneSplitWithGradesAndPlacesInTheCine() throws Exception {
    BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_BYTE_GRAY);
    for (String name : List.of("a_ED_0007.png", "b_MID_0012.png", "c.png")) {
      ImageIO.write(image, "png", directory.resolve(name).toFile());
    }
    Files.writeString(
        directory.resolve("index.csv"),
        """
        subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing
        a,valid,A4C,ED,a_ED_0007.png,a_ED_0007.png,1.0,Good,set,v1
        u,valid,A4C,MID,a_ED_0007.png,,1.0,Good,set,v1
        b,train,A4C,MID,b_MID_0012.png,b_MID_0012.png,1.0,Poor,set,v1
        c,valid,A2C,ES,c.png,c.png,,,set,v1
        """);
    EvaluationSet set = EvaluationSet.read(directory, "valid");
    assertEquals("v1", set.preprocessing());
    assertEquals(List.of("a", "c"), set.labelled().stream().map(f -> f.subject()).toList());
    assertEquals("Good", set.labelled().get(0).quality());
    assertEquals(OptionalInt.of(7), set.frames().get(0).number());
    assertEquals(PreparedFrame.UNGRADED, set.labelled().get(1).quality());
    assertEquals(OptionalInt.empty(), set.frames().get(1).number());
    assertEquals(3, EvaluationSet.read(directory, EvaluationSet.ALL).frames().size());
  }
}
