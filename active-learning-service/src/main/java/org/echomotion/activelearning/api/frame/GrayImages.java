package org.echomotion.activelearning.api.frame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Encodes gray pixels, uint8 [height, width], row-major. */
final class GrayImages {

  private GrayImages() {}

  static byte[] jpeg(byte[] pixels, int width, int height) {
    return encoded("jpeg", pixels, width, height);
  }

  static byte[] png(byte[] pixels, int width, int height) {
    return encoded("png", pixels, width, height);
  }

  private static byte[] encoded(String format, byte[] pixels, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("The JDK has no encoder for " + format + ".");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
