/**
 * A simulated heart: a patient's anatomy and rhythm in; shapes, volumes and phases at any time out,
 * in mm, ml and seconds.
 */
package org.echomotion.ingest.phantom.heart;
