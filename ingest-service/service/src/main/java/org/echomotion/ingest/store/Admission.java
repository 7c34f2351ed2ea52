package org.echomotion.ingest.store;

import java.util.List;

/**
 * What became of an uploaded file.
 *
 * @param clips the clips that the study now has of those bytes: one, or both planes of a biplane
 *     picture in order
 * @param alreadyKnown whether it had them before
 */
public record Admission(List<StoredClip> clips, boolean alreadyKnown) {}
