package org.echomotion.segmentation.network;

/** Attention after each fusion of the decoder. */
public enum AttentionKind {
  /** None. */
  NONE,
  /** Squeeze-and-excitation: channels are weighted (Hu et al., CVPR 2018). */
  SE,
  /**
   * Convolutional block attention: channels, then positions are weighted (Woo et al., ECCV 2018).
   */
  CBAM,
  /**
   * Dual attention: every position and every channel attends to all others (Fu et al., CVPR 2019).
   */
  DANET
}
