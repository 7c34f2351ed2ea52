package org.echomotion.ingest.store;

/** The stages of a clip, in order. */
public enum ClipStage {
  INGESTED,
  SEGMENTED,
  EF_COMPUTED,
  EXPLAINED,
  FAILED
}
