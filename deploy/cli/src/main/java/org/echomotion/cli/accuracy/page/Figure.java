package org.echomotion.cli.accuracy.page;

import java.util.Base64;

/**
 * A picture on the page.
 *
 * @param caption also the alternative text of the picture
 * @param image the picture itself as a data URI
 */
public record Figure(String caption, String image) {

  /** Returns a figure with this PNG. */
  public static Figure of(byte[] png, String caption) {
    return new Figure(caption, "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
  }
}
