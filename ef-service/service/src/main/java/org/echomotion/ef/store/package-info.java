/**
 * In: a clip's result, and a study's combined result of two views. Out: the results of a study or a
 * clip, and whether results of a study are still missing. Only ef-service writes the tables {@code
 * ef.ejection_fraction} and {@code ef.study_ejection_fraction}.
 *
 * <p>Invariant: one result per clip, model version and configuration hash. The first one is kept.
 */
package org.echomotion.ef.store;
