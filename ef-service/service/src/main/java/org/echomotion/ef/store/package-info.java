/**
 * In: a clip's result, and a study's combined result of two views. Out: the results of a study or a
 * clip, and whether a study still waits for some. ef-service is the only writer of the tables
 * {@code ef.ejection_fraction} and {@code ef.study_ejection_fraction}.
 *
 * <p>Invariant: one result per clip, model version and configuration hash; the first one stands.
 */
package org.echomotion.ef.store;
