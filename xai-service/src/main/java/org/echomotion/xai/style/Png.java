package org.echomotion.xai.style;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG. */
public final class Png {

  private Png() {}

  /** Returns the picture as PNG, encoded in memory. */
  public static byte[] of(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(picture, "png", image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
