/**
 * A MetaImage (MHD with RAW) or NIfTI-1 file in, its frames as 8-bit pixels with their spacing out.
 * The files are not trusted: sizes are checked before memory is taken, nothing is unpacked beyond
 * what the header states, and a header names no file outside its own folder.
 */
package org.echomotion.ingest.dataset.volume;
