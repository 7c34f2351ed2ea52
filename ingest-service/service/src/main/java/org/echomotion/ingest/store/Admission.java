package org.echomotion.ingest.store;

/**
 * What became of a new clip.
 *
 * @param clip the clip that the study now has of those bytes
 * @param alreadyKnown whether it had it before
 */
public record Admission(StoredClip clip, boolean alreadyKnown) {}
