package org.echomotion.segmentation.network;

import java.util.List;

/** A network of the real kind, small enough to train within a test. */
public final class TinyNetwork {

  private TinyNetwork() {}

  public static NetworkConfig config() {
    return new NetworkConfig(
        new EncoderConfig(
            "tiny",
            List.of(8, 12, 20, 16),
            List.of(1, 1, 1, 1),
            List.of(1, 2, 5, 8),
            List.of(8, 4, 2, 1),
            2),
        List.of(12, 12, 8, 8, 8),
        List.of(4, 4),
        AttentionKind.CBAM,
        0.2f,
        0.1f);
  }
}
