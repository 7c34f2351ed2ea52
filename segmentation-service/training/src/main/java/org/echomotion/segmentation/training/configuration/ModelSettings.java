package org.echomotion.segmentation.training.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.echomotion.segmentation.network.AttentionKind;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.NetworkConfig;

/**
 * Group {@code model}.
 *
 * @param encoder name of the encoder, e.g. {@code b0}
 * @param attention attention of the decoder, in lower case
 * @param decoderWidths see {@link NetworkConfig}
 * @param stemWidths see {@link NetworkConfig}
 * @param dropout see {@link NetworkConfig}
 * @param dropPath see {@link NetworkConfig}
 * @param pretrained safetensors file with encoder weights; empty: none
 */
public record ModelSettings(
    String encoder,
    String attention,
    List<Integer> decoderWidths,
    List<Integer> stemWidths,
    float dropout,
    float dropPath,
    String pretrained) {

  public ModelSettings {
    decoderWidths = List.copyOf(decoderWidths);
    stemWidths = List.copyOf(stemWidths);
    Bounds.belowOne("model.dropout", dropout);
    Bounds.belowOne("model.drop_path", dropPath);
    EncoderConfig.named(encoder);
    kind(attention);
  }

  public NetworkConfig network() {
    return new NetworkConfig(
        EncoderConfig.named(encoder),
        decoderWidths,
        stemWidths,
        kind(attention),
        dropout,
        dropPath);
  }

  private static AttentionKind kind(String name) {
    return Arrays.stream(AttentionKind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown attention '%s' (model.attention). Choose %s."
                        .formatted(
                            name,
                            Arrays.stream(AttentionKind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }
}
