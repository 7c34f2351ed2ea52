/**
 * Video files, by FFmpeg. In: a file whose container is on the list. Out: a {@link
 * org.echomotion.ingest.decode.Cine}: gray frames in the shape and at the times that a player would
 * show them. Lengths and counts are checked before FFmpeg reads the file, and a deadline ends it.
 */
package org.echomotion.ingest.video;
