package org.echomotion.cli.data;

import java.util.Locale;

/** The values of {@code --format} of {@code export-annotations}. */
enum LabelFormat {
  /** A prepared set, for training. The only one that contains frames. */
  PREPARED(false, false, ""),
  COCO(true, true, "control points, and phase and quality of frames that are not assessable"),
  COCO_RLE(
      true,
      true,
      "the points of outlines (masks remain), control points, and phase and quality of frames that"
          + " are not assessable"),
  LABEL_STUDIO(true, true, "the points of outlines (masks remain) and control points"),
  CVAT(true, false, "frames that are not assessable and control points"),
  ANNOTATIONWEB(
      true,
      true,
      "the size of the frames, the points of outlines that have no control points (120 points"
          + " along them remain), and control points whose curve differs in annotationweb"),
  ECHONET(
      false,
      false,
      "readers, frames that are not assessable, phase, quality, control points, the size of the"
          + " frames, and the points of outlines (21 lines remain)"),
  NIFTI(
      false,
      false,
      "readers, frames that are not assessable, phase, quality, control points, and the points of"
          + " outlines (masks remain)");

  private final boolean severalReaders;
  private final boolean notAssessable;
  private final String lost;

  LabelFormat(boolean severalReaders, boolean notAssessable, String lost) {
    this.severalReaders = severalReaders;
    this.notAssessable = notAssessable;
    this.lost = lost;
  }

  /** Whether a frame may have the labels of several readers. */
  boolean keepsReaders() {
    return severalReaders;
  }

  /** Whether a frame that is not assessable can be written. */
  boolean keepsNotAssessable() {
    return notAssessable;
  }

  /** What the format does not keep. */
  String lost() {
    return lost;
  }

  /** The value as it is typed, for example {@code coco-rle}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
