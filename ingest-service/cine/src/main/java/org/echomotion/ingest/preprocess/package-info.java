/**
 * A de-identified cine, cropped to its sector, in; the frames that the network sees out. {@link
 * org.echomotion.ingest.preprocess.PreprocessingV1} holds every parameter. Invariants: the aspect
 * is kept, what lies outside the sector is exactly 0, and one {@link
 * org.echomotion.ingest.preprocess.Geometry} leads from display to working pixels. Training images
 * take the same way as served ones.
 */
package org.echomotion.ingest.preprocess;
