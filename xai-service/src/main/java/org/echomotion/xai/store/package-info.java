/**
 * Storage of explanations. In: explanations with their bytes. Out: the same. Rows are in schema
 * {@code xai}, which only this service writes; the bytes of artefacts are in a directory.
 *
 * <p>Invariant: bytes are on disk before their row. Files without a row are deleted. A clip has one
 * explanation per model version and configuration hash.
 */
package org.echomotion.xai.store;
