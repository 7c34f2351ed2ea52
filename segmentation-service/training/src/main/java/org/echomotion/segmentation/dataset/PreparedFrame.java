package org.echomotion.segmentation.dataset;

import org.echomotion.frame.WorkingFrame;

/**
 * One frame with its mask; arrays are row-major 112 x 112, shared and not to be changed.
 *
 * @param subject pseudonym of the patient or phantom
 * @param split train, valid or test
 * @param view A4C or A2C
 * @param phase ED, ES or MID
 * @param gray u8
 * @param labels 0 background, 1 left ventricle, 2 myocardium, 3 left atrium
 * @param millimetresPerPixel spacing of the 112x112 frame; NaN where unknown
 * @param source set that it comes from
 * @param allStructures false where only the left ventricle is labelled
 * @param quality of the image, as the set grades it; {@link #UNGRADED} where it does not
 */
public record PreparedFrame(
    String subject,
    String split,
    String view,
    String phase,
    byte[] gray,
    byte[] labels,
    double millimetresPerPixel,
    String source,
    boolean allStructures,
    String quality) {

  public static final String UNGRADED = "unknown";

  public PreparedFrame {
    if (gray.length != WorkingFrame.PIXELS || labels.length != WorkingFrame.PIXELS) {
      throw new IllegalArgumentException("A frame and its mask have 112 x 112 bytes each.");
    }
  }

  /** A frame of a set that grades no images. */
  public PreparedFrame(
      String subject,
      String split,
      String view,
      String phase,
      byte[] gray,
      byte[] labels,
      double millimetresPerPixel,
      String source,
      boolean allStructures) {
    this(
        subject,
        split,
        view,
        phase,
        gray,
        labels,
        millimetresPerPixel,
        source,
        allStructures,
        UNGRADED);
  }
}
