/**
 * The parts of JPEG that FFmpeg does not decode: headers, JPEG Lossless (ITU-T T.81, annex H), and
 * JPEG-LS interleaved by sample (ITU-T T.87). In: a stream. Out: samples.
 */
package org.echomotion.ingest.dicom.jpeg;
