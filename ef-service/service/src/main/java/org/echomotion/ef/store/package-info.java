/**
 * In: a clip's result. Out: the results of a study or a clip, and whether a study still waits for
 * some. Table {@code ef.ejection_fraction}, of which ef-service is the only writer.
 *
 * <p>Invariant: one result per clip, model version and configuration hash; the first one stands.
 */
package org.echomotion.ef.store;
