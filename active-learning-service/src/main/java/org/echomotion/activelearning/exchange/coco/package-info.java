/**
 * COCO's instances JSON (Lin et al., Microsoft COCO, ECCV 2014). In: images, categories and
 * annotations; the outline of an annotation is a polygon, or a run-length encoded mask. Out: one
 * label for each annotation of the category left ventricle.
 *
 * <p>Invariant: COCO's coordinates start at the corner of the first pixel, so a point differs by
 * half a pixel; masks run down the columns. COCO has no readers, so each annotation names its
 * reader in an additional field. Other tools ignore or drop this field. Not-seen flags are lost.
 */
package org.echomotion.activelearning.exchange.coco;
