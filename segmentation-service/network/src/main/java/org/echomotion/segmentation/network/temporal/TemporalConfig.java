package org.echomotion.segmentation.network.temporal;

/**
 * A network over a window of frames.
 *
 * @param kind kind of network
 * @param width channels of a frame, or of each direction in a Bi-LSTM
 * @param layers layers of attention or recurrence
 */
public record TemporalConfig(Kind kind, int width, int layers) {

  /** Number of frames of a window. */
  public static final int WINDOW = 64;

  /** Number of diameters of a frame. */
  public static final int DISKS = 20;

  /** Number of input values of a frame: diameters, length, area, entropy, valid, frame rate. */
  public static final int FEATURES = DISKS + 5;

  /** Number of output values of a frame: diameters and length. */
  public static final int SHAPE = DISKS + 1;

  /** Number of phases: neither, end-diastole, end-systole. */
  public static final int PHASES = 3;

  static final int HEADS = 4;

  /** How information is exchanged between frames. */
  public enum Kind {
    /** Self-attention between all frames of the window. */
    TRANSFORMER,
    /** Two recurrent passes, forwards and backwards. */
    BILSTM
  }

  public TemporalConfig {
    if (width < HEADS || width % HEADS != 0 || layers < 1) {
      throw new IllegalArgumentException(
          "The width must be a multiple of " + HEADS + ", with at least one layer.");
    }
  }

  /** The usual size of a kind. */
  public static TemporalConfig of(Kind kind) {
    return new TemporalConfig(kind, 32, 2);
  }
}
