/**
 * The edges of the service. In: the event {@code clip.segmented}. Out: the annotation queue over
 * gRPC. Every method states who may call it.
 */
package org.echomotion.activelearning.api;
