/**
 * A simulated heart. In: a patient's anatomy and rhythm. Out: shapes, volumes and phases at any
 * time, in mm, ml and seconds.
 */
package org.echomotion.ingest.phantom.heart;
