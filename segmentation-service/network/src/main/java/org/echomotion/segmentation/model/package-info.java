/**
 * A model directory in, its loaded signatures out: files checked against their fingerprint,
 * manifest read, tensors run.
 *
 * <p>Invariant: a model whose files do not match its SHA-256 is not loaded. Each run stays on its
 * caller's thread.
 */
package org.echomotion.segmentation.model;
