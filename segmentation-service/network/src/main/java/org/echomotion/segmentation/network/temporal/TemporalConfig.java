package org.echomotion.segmentation.network.temporal;

/**
 * A network over a window of frames.
 *
 * @param kind which
 * @param width channels of a frame; of each direction in a Bi-LSTM
 * @param layers of attention or recurrence
 */
public record TemporalConfig(Kind kind, int width, int layers) {

  /** Frames of a window. */
  public static final int WINDOW = 64;

  /** Diameters of a frame. */
  public static final int DISKS = 20;

  /** Values of a frame that go in: diameters, length, area, entropy, valid, frame rate. */
  public static final int FEATURES = DISKS + 5;

  /** Values of a frame that come out: diameters and length. */
  public static final int SHAPE = DISKS + 1;

  /** Neither, end-diastole, end-systole. */
  public static final int PHASES = 3;

  static final int HEADS = 4;

  /** What mixes the frames. */
  public enum Kind {
    /** Self-attention among all frames of the window. */
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

  /** The usual size of its kind. */
  public static TemporalConfig of(Kind kind) {
    return new TemporalConfig(kind, 32, 2);
  }
}
