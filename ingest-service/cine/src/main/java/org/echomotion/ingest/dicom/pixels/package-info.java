/**
 * The frames of a DICOM file. In: fragments and the description of the image. Out: 8-bit luminance,
 * frame by frame. Lossless encodings are decoded exactly, before the gray scale is applied.
 */
package org.echomotion.ingest.dicom.pixels;
