package org.echomotion.segmentation.network;

import java.util.List;

/**
 * The complete definition of EchoMotionNet's graph.
 *
 * @param encoder the Mix Transformer
 * @param decoderWidths channels after the fusions at 1/16, 1/8, 1/4, 1/2 and full resolution
 * @param stemWidths channels of the convolutional skips at full and half resolution
 * @param attention attention after the fusions at 1/16, 1/8 and 1/4
 * @param dropout share of feature maps dropped after those fusions, in training and in Monte-Carlo
 *     sampling
 * @param dropPath share of residual branches dropped in the last block of the encoder, rising
 *     linearly from 0 in the first; only in training
 */
public record NetworkConfig(
    EncoderConfig encoder,
    List<Integer> decoderWidths,
    List<Integer> stemWidths,
    AttentionKind attention,
    float dropout,
    float dropPath) {

  /**
   * Channels of the logits: left ventricle, myocardium, left atrium. Channel c is mask label c + 1.
   */
  public static final int STRUCTURES = 3;

  /** Samples of {@code segment_uncertain}. */
  public static final int MONTE_CARLO_SAMPLES = 8;

  public NetworkConfig {
    decoderWidths = List.copyOf(decoderWidths);
    stemWidths = List.copyOf(stemWidths);
    if (decoderWidths.size() != 5 || stemWidths.size() != 2) {
      throw new IllegalArgumentException("Give five decoder widths and two stem widths.");
    }
    if (!(dropout >= 0 && dropout < 1 && dropPath >= 0 && dropPath < 1)) {
      throw new IllegalArgumentException("Dropout and drop path must be in [0, 1).");
    }
  }

  /** The standard decoder on the given encoder. */
  public static NetworkConfig of(EncoderConfig encoder) {
    return new NetworkConfig(
        encoder, List.of(96, 64, 48, 24, 16), List.of(8, 16), AttentionKind.CBAM, 0.15f, 0.05f);
  }

  public NetworkConfig withAttention(AttentionKind kind) {
    return new NetworkConfig(encoder, decoderWidths, stemWidths, kind, dropout, dropPath);
  }
}
