package org.echomotion.activelearning.exchange.coco;

/** How COCO annotations carry the outline. */
public enum CocoForm {
  /** The outline's points. */
  POLYGON,
  /** A mask as a list of run lengths. */
  RUN_LENGTHS,
  /** A mask as pycocotools' compressed text of run lengths. */
  COMPRESSED_RUN_LENGTHS
}
