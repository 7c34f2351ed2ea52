/**
 * Readers of published layouts: EchoNet-Dynamic, CAMUS, phantoms and still images in; labelled
 * clips out.
 *
 * <p>Invariant: a clip or row that cannot be read is reported with its reason, and reading goes on.
 */
package org.echomotion.ingest.dataset.published;
