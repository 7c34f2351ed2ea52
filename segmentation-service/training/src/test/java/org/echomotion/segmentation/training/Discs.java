package org.echomotion.segmentation.training;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.echomotion.segmentation.dataset.PreparedFrame;

/** Dark discs on a bright ground: the plainest of ventricles. */
public final class Discs {

  private Discs() {}

  public static List<PreparedFrame> frames(int count, String source) {
    List<PreparedFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] gray = new byte[112 * 112];
      byte[] labels = new byte[112 * 112];
      Random random = new Random(i);
      int x0 = 40 + random.nextInt(32);
      int y0 = 40 + random.nextInt(32);
      int r = 12 + random.nextInt(14);
      for (int p = 0; p < gray.length; p++) {
        int dx = p % 112 - x0;
        int dy = p / 112 - y0;
        boolean inside = dx * dx + dy * dy <= r * r;
        gray[p] = (byte) ((inside ? 20 : 120) + random.nextInt(20));
        labels[p] = (byte) (inside ? 1 : 0);
      }
      frames.add(
          new PreparedFrame("d" + i, "train", "A4C", "ED", gray, labels, 1.0, source, false));
    }
    return frames;
  }

  /** Writes a prepared directory: every fourth frame is in the valid split. */
  static Path prepare(Path directory, int count) throws IOException {
    Files.createDirectories(directory.resolve("images"));
    Files.createDirectories(directory.resolve("masks"));
    StringBuilder index =
        new StringBuilder(
            "subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing\n");
    List<PreparedFrame> frames = frames(count, "disc");
    for (int i = 0; i < count; i++) {
      write(directory.resolve("images/%d.png".formatted(i)), frames.get(i).gray());
      write(directory.resolve("masks/%d.png".formatted(i)), frames.get(i).labels());
      index.append(
          "d%d,%s,A4C,%s,images/%d.png,masks/%d.png,%s,,disc,v1\n"
              .formatted(
                  i,
                  i % 4 == 3 ? "valid" : "train",
                  i % 2 == 0 ? "ED" : "ES",
                  i,
                  i,
                  i == 0 ? "" : "1.5"));
    }
    Files.writeString(directory.resolve("index.csv"), index);
    return directory;
  }

  private static void write(Path file, byte[] gray) throws IOException {
    BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 112, 112, gray);
    ImageIO.write(image, "png", file.toFile());
  }
}
