package org.echomotion.segmentation.network;

import java.util.List;

/**
 * Shape of a hierarchical Mix Transformer encoder, one entry per stage (Xie et al., "SegFormer",
 * NeurIPS 2021, table 6).
 *
 * @param name published name, e.g. {@code b0}
 * @param widths channels of each stage
 * @param depths transformer blocks of each stage
 * @param heads attention heads of each stage; each divides the width
 * @param reductions factor of each side for the reduction of keys and values; 1 is full attention
 * @param expansion ratio of hidden to outer width of the Mix-FFN
 */
public record EncoderConfig(
    String name,
    List<Integer> widths,
    List<Integer> depths,
    List<Integer> heads,
    List<Integer> reductions,
    int expansion) {

  /** Kernel and stride of the overlapping patch embedding of each stage; padding is kernel / 2. */
  static final List<Integer> PATCH_KERNELS = List.of(7, 3, 3, 3);

  static final List<Integer> PATCH_STRIDES = List.of(4, 2, 2, 2);

  public EncoderConfig {
    widths = List.copyOf(widths);
    depths = List.copyOf(depths);
    heads = List.copyOf(heads);
    reductions = List.copyOf(reductions);
    if (widths.size() != 4 || depths.size() != 4 || heads.size() != 4 || reductions.size() != 4) {
      throw new IllegalArgumentException("An encoder has four stages. Give four of each value.");
    }
    for (int i = 0; i < 4; i++) {
      if (widths.get(i) % heads.get(i) != 0) {
        throw new IllegalArgumentException(
            "Stage %d: %d heads do not divide width %d."
                .formatted(i + 1, heads.get(i), widths.get(i)));
      }
    }
  }

  public static EncoderConfig b0() {
    return published("b0", List.of(32, 64, 160, 256), List.of(2, 2, 2, 2));
  }

  public static EncoderConfig b1() {
    return published("b1", List.of(64, 128, 320, 512), List.of(2, 2, 2, 2));
  }

  public static EncoderConfig b2() {
    return published("b2", List.of(64, 128, 320, 512), List.of(3, 4, 6, 3));
  }

  /** An unpublished encoder of the same kind, small enough for training in a test. */
  public static EncoderConfig tiny() {
    return new EncoderConfig(
        "tiny",
        List.of(8, 12, 20, 16),
        List.of(1, 1, 1, 1),
        List.of(1, 2, 5, 8),
        List.of(8, 4, 2, 1),
        2);
  }

  /**
   * Returns the encoder of this name.
   *
   * @throws IllegalArgumentException for a name other than b0, b1, b2 and tiny
   */
  public static EncoderConfig named(String name) {
    return switch (name) {
      case "b0" -> b0();
      case "b1" -> b1();
      case "b2" -> b2();
      case "tiny" -> tiny();
      default ->
          throw new IllegalArgumentException(
              "Unknown encoder '" + name + "'. Choose b0, b1, b2 or tiny.");
    };
  }

  private static EncoderConfig published(String name, List<Integer> widths, List<Integer> depths) {
    return new EncoderConfig(name, widths, depths, List.of(1, 2, 5, 8), List.of(8, 4, 2, 1), 4);
  }
}
