package org.echomotion.xai.explain;

/**
 * One file of an explanation.
 *
 * @param kind kind of the file
 * @param bytes content of the file
 */
public record Artefact(Kind kind, byte[] bytes) {

  /** The files that an explanation may have. */
  public enum Kind {
    /** The self-contained report. */
    REPORT("report.html", "text/html"),
    /** The outline on every frame. */
    OVERLAY("overlay.mp4", "video/mp4"),
    /** Area and volume over time. */
    CURVE("curve.png", "image/png"),
    /** End-diastole: outline beside Grad-CAM. */
    END_DIASTOLE("ed.png", "image/png"),
    /** End-systole: outline beside Grad-CAM. */
    END_SYSTOLE("es.png", "image/png");

    private final String fileName;
    private final String mediaType;

    Kind(String fileName, String mediaType) {
      this.fileName = fileName;
      this.mediaType = mediaType;
    }

    /** The name that clients request. */
    public String fileName() {
      return fileName;
    }

    /** Media type without parameters. */
    public String mediaType() {
      return mediaType;
    }
  }
}
