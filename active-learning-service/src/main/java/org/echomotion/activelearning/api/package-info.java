/**
 * The edges: the event {@code clip.segmented} in, the gRPC annotation queue out. Every method
 * states who may call it.
 */
package org.echomotion.activelearning.api;
