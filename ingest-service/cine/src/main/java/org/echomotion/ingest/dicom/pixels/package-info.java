/**
 * The frames of a DICOM file. In: fragments and the description of the image. Out: 8-bit luminance,
 * frame by frame. Lossless encodings stay lossless up to the gray scale.
 */
package org.echomotion.ingest.dicom.pixels;
