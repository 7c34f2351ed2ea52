package org.echomotion.ingest.dataset.published;

/** A layout of labelled data that can be prepared. */
public enum DatasetLayout {
  /**
   * Still images: {@code index.csv} with the columns patient, split, view, phase, image, mask,
   * mm_per_px, quality and optionally source. Other columns are ignored. PNGs are named relative to
   * the table.
   */
  IMAGES,

  /**
   * CAMUS as published: {@code patientNNNN} folders with MetaImage or NIfTI files and {@code
   * Info_*.cfg}.
   */
  CAMUS,

  /**
   * EchoNet-Dynamic as published: {@code Videos}, {@code FileList.csv}, {@code VolumeTracings.csv}.
   */
  ECHONET,

  /**
   * The output of the phantom generator: EchoNet-Dynamic's layout, {@code Truth.csv} and {@code
   * Masks}.
   */
  PHANTOM
}
