/**
 * Readers of published layouts. In: EchoNet-Dynamic, CAMUS, phantoms and still images. Out:
 * labelled clips.
 *
 * <p>Invariant: an unreadable clip or row is reported with its reason, and the others are still
 * read.
 */
package org.echomotion.ingest.dataset.published;
