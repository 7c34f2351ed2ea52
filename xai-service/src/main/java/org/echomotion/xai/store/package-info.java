/**
 * What is kept of an explanation: its row and its artefacts' rows in schema {@code xai}, which this
 * service alone writes, and the artefacts' bytes in a directory. In: explanations with their bytes.
 * Out: the same. Bytes are on disk before the row that tells of them; what no row tells of is
 * removed; a clip has one explanation per model version and configuration hash.
 */
package org.echomotion.xai.store;
