package org.echomotion.ingest.store;

/** How far a clip has come, in the order of the work. */
public enum ClipStage {
  INGESTED,
  SEGMENTED,
  EF_COMPUTED,
  EXPLAINED,
  FAILED
}
