/**
 * Video files, decoded with FFmpeg. In: a file in a supported container. Out: a {@link
 * org.echomotion.ingest.decode.Cine}: gray frames with the shape and times of a player. Lengths and
 * counts are checked before FFmpeg reads the file, and decoding has a time limit.
 */
package org.echomotion.ingest.video;
