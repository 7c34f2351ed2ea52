package org.echomotion.ingest.store;

import java.util.List;

/**
 * The result of storing an uploaded file.
 *
 * @param clips the study's clips of this file: one, or both planes of a biplane picture in order
 * @param alreadyKnown whether the study already had these clips
 */
public record Admission(List<StoredClip> clips, boolean alreadyKnown) {}
