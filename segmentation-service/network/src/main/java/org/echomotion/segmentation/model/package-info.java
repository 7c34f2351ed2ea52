/**
 * In: a model directory. Out: its loaded signatures. Files are checked against their fingerprint,
 * the manifest is read, and tensors are run.
 *
 * <p>Invariant: a model is loaded only if its files match its SHA-256. Each run stays on its
 * caller's thread.
 */
package org.echomotion.segmentation.model;
