/**
 * In: a de-identified cine, cropped to its sector. Out: the frames for the network. {@link
 * org.echomotion.ingest.preprocess.PreprocessingV1} has every parameter.
 *
 * <p>Invariants: the aspect ratio is kept. Pixels outside the sector are exactly 0. One {@link
 * org.echomotion.ingest.preprocess.Geometry} maps display to working pixels. Training and serving
 * use the same steps.
 */
package org.echomotion.ingest.preprocess;
