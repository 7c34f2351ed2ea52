/**
 * In: a MetaImage (MHD with RAW) or NIfTI-1 file. Out: its frames as 8-bit pixels with their
 * spacing.
 *
 * <p>Invariant: files are not trusted. Sizes are checked before memory is allocated. Nothing is
 * unpacked beyond the size in the header. A header cannot refer to a file outside its own folder.
 */
package org.echomotion.ingest.dataset.volume;
