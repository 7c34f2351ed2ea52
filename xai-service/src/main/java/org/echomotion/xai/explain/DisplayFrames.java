package org.echomotion.xai.explain;

/** A clip's display frames, as they stream in. */
@FunctionalInterface
public interface DisplayFrames {

  /** Sees one frame. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Called once per frame, in order.
     *
     * @param index from 0
     * @param pixels uint8 [display height, display width], row-major; the visitor's to keep
     */
    void frame(int index, byte[] pixels);
  }

  /** Shows every frame of the clip to {@code visitor}. */
  void each(Visitor visitor);
}
