package org.echomotion.ingest.dataset.published;

/** A layout of labelled data that can be prepared. */
public enum DatasetLayout {
  /**
   * Still images: {@code index.csv} with the columns patient, split, view, phase, image, mask,
   * mm_per_px, quality and, if it likes, source (others are ignored), and the PNGs that it names,
   * relative to it.
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
   * What the phantom generator writes: EchoNet-Dynamic's layout, {@code Truth.csv} and {@code
   * Masks}.
   */
  PHANTOM
}
