package org.echomotion.ingest.dataset.published;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Gray PNGs. */
public final class GrayImages {

  /**
   * A gray picture.
   *
   * @param pixels uint8 [rows * columns], row-major
   */
  public record Gray(byte[] pixels, int rows, int columns) {}

  private GrayImages() {}

  /**
   * Reads an image's first band as it is stored: gray values of a gray image, indices of a palette.
   *
   * @throws IOException if there is no readable 8-bit image
   */
  public static Gray read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException("it is not an image");
    }
    if (image.getSampleModel().getSampleSize(0) > 8) {
      throw new IOException("it has more than 8 bits per pixel");
    }
    Raster raster = image.getRaster();
    int rows = image.getHeight();
    int columns = image.getWidth();
    int[] samples = raster.getSamples(0, 0, columns, rows, 0, (int[]) null);
    byte[] pixels = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      pixels[i] = (byte) samples[i];
    }
    return new Gray(pixels, rows, columns);
  }

  /**
   * Writes a gray PNG.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(byte[] pixels, int rows, int columns, Path file) throws IOException {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, columns, rows, pixels);
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java runtime has no PNG writer");
    }
  }
}
