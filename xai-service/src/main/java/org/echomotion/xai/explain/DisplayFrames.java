package org.echomotion.xai.explain;

/** A clip's display frames as a stream. */
@FunctionalInterface
public interface DisplayFrames {

  /** Receives the frames. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Called once per frame, in order.
     *
     * @param index index of the frame, from 0
     * @param pixels uint8 [display height, display width], row-major; the visitor may keep it
     */
    void frame(int index, byte[] pixels);
  }

  /** Passes every frame of the clip to {@code visitor}. */
  void each(Visitor visitor);
}
