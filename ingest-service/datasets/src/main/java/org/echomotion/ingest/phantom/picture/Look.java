package org.echomotion.ingest.phantom.picture;

/** The two acquisition styles that a phantom can imitate. */
public enum Look {
  /** 112x112 px, sector of about 45 degrees to each side and cropped, strong contrast, overlays. */
  ECHONET,
  /** The whole fan, about 37 degrees to each side, low contrast, coarse elongated speckle. */
  CAMUS
}
