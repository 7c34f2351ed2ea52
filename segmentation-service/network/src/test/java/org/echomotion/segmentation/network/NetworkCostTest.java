package org.echomotion.segmentation.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkCostTest {

  @ParameterizedTest
  @EnumSource
  void b0StaysWithinSixTenthsOfAGigaMultiplyAdd(AttentionKind kind) {
    NetworkCost cost = NetworkCost.of(NetworkConfig.of(EncoderConfig.b0()).withAttention(kind));
    assertTrue(cost.multiplyAdds() <= 600_000_000L, kind + ": " + cost);
  }

  @Test
  void countsWhatTheLayersSumTo() {
    NetworkConfig config = NetworkConfig.of(EncoderConfig.b0()).withAttention(AttentionKind.NONE);
    assertEquals(
        encoder(config.encoder()) + decoder(config), NetworkCost.of(config).multiplyAdds());
  }

  @Test
  void dualAttentionCostsItsProductsAtThreeSides() {
    NetworkConfig config = NetworkConfig.of(EncoderConfig.b0());
    long expected = 0;
    long[][] sides = {{7, 96}, {14, 64}, {28, 48}};
    for (long[] level : sides) {
      long places = level[0] * level[0];
      long width = level[1];
      long narrow = width / 8;
      expected += places * width * (2 * narrow + width);
      expected += places * places * (narrow + width);
      expected += 2 * places * width * width;
    }
    assertEquals(
        expected,
        NetworkCost.of(config.withAttention(AttentionKind.DANET)).multiplyAdds()
            - NetworkCost.of(config.withAttention(AttentionKind.NONE)).multiplyAdds());
  }

  private static long encoder(EncoderConfig config) {
    long total = 0;
    long in = 1;
    long[] sides = {28, 14, 7, 4};
    long[] kernels = {7, 3, 3, 3};
    for (int s = 0; s < 4; s++) {
      long c = config.widths().get(s);
      long places = sides[s] * sides[s];
      long reduction = config.reductions().get(s);
      long context = (sides[s] / reduction) * (sides[s] / reduction);
      long attention = 2 * places * c * c + 2 * context * c * c + 2 * places * context * c;
      if (reduction > 1) {
        attention += context * c * c * reduction * reduction;
      }
      long mixFfn = 2 * places * c * 4 * c + places * 4 * c * 9;
      total += places * c * kernels[s] * kernels[s] * in;
      total += config.depths().get(s) * (attention + mixFfn);
      in = c;
    }
    return total;
  }

  private static long decoder(NetworkConfig config) {
    long[] sides = {7, 14, 28, 56, 112};
    long full = config.stemWidths().get(0);
    long half = config.stemWidths().get(1);
    long[] skips = {
      config.encoder().widths().get(2),
      config.encoder().widths().get(1),
      config.encoder().widths().get(0),
      half,
      full
    };
    long total = 112 * 112 * 9 * full + 56 * 56 * 9 * full * half;
    long in = config.encoder().widths().get(3);
    for (int level = 0; level < 5; level++) {
      long places = sides[level] * sides[level];
      long width = config.decoderWidths().get(level);
      total += places * 9 * (in + skips[level]) * width;
      total += level < 4 ? places * 9 * width * width : 0;
      in = width;
    }
    return total + 112 * 112 * in * NetworkConfig.STRUCTURES;
  }
}
