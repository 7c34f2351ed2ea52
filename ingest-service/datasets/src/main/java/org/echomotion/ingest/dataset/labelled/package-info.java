/**
 * The parts of a labelled set, independent of its layout: clips, labelled frames, phases and
 * splits.
 */
package org.echomotion.ingest.dataset.labelled;
