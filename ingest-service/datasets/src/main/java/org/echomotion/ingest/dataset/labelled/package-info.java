/**
 * What a labelled set consists of, whatever its layout: clips, labelled frames, phases and splits.
 */
package org.echomotion.ingest.dataset.labelled;
