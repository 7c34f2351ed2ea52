/**
 * Bytes of a file in, a {@link org.echomotion.ingest.decode.Cine} out: gray frames in time order
 * with their rate and scale. A file that is not a readable cine gets an {@link
 * org.echomotion.error.EchoMotionException} and never a partial cine.
 */
package org.echomotion.ingest.decode;
