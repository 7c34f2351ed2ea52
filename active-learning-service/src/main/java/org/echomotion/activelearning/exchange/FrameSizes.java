package org.echomotion.activelearning.exchange;

/** The sizes of clips, for formats that do not state them. */
@FunctionalInterface
public interface FrameSizes {

  /**
   * Returns the size of a clip's frames.
   *
   * @throws InvalidLabelException if the clip is unknown
   */
  FrameSize of(String clip);
}
