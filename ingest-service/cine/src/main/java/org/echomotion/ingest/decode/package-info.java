/**
 * In: the bytes of a file. Out: a {@link org.echomotion.ingest.decode.Cine}: gray frames in time
 * order, with their rate and scale.
 *
 * <p>Invariant: a file that is not a readable cine causes an {@link
 * org.echomotion.error.EchoMotionException}, never a partial cine.
 */
package org.echomotion.ingest.decode;
