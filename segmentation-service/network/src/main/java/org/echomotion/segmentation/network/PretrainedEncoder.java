package org.echomotion.segmentation.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Published Mix Transformer weights in the checkpoint layout of the Hugging Face port: safetensors
 * with names such as {@code segformer.encoder.block.0.0.attention.self.query.weight}, with or
 * without the leading {@code segformer.}; other tensors, such as a decode head's, are ignored.
 *
 * <p>The published encoders take colour, scaled by the mean and deviation of ImageNet; ours takes
 * gray, scaled as (gray - 50) / 50. A gray frame is a colour frame with three equal channels, so
 * both scales and the three channels fold into one kernel and its bias. This is exact, except that
 * frames are padded with gray 50 instead of ImageNet's mean colour.
 */
public final class PretrainedEncoder {

  private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
  private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};
  private static final String PREFIX = "segformer.";
  private static final String FIRST_PATCH = "encoder.stage1.patch";

  /** Order of axes in the checkpoint, as indices of our axes; in torch the outputs are first. */
  private enum Layout {
    VECTOR(0),
    LINEAR(1, 0),
    CONVOLUTION(2, 3, 1, 0),
    DEPTHWISE(2, 3, 0, 1);

    @SuppressWarnings("ImmutableEnumChecker") // Private, and nothing writes to it.
    private final int[] axes;

    Layout(int... axes) {
      this.axes = axes;
    }
  }

  /** One tensor: its name in the checkpoint, and its name and shape here. */
  private record Tensor(String theirs, String ours, Layout layout, long... shape) {

    List<Long> theirShape() {
      Long[] theirs = new Long[shape.length];
      for (int i = 0; i < shape.length; i++) {
        theirs[layout.axes[i]] = shape[i];
      }
      return List.of(theirs);
    }
  }

  private PretrainedEncoder() {}

  /**
   * Reads the encoder of {@code checkpoint} and folds its colour channels to gray.
   *
   * @param checkpoint a safetensors file, or a directory with {@code model.safetensors}
   * @return all variables of the encoder; see {@link Weights#overlaidBy}
   * @throws IOException if the file cannot be read or is damaged, or if a tensor is missing, has
   *     another shape or type, or is not finite; the message lists all such tensors
   */
  public static Weights read(Path checkpoint, EncoderConfig encoder) throws IOException {
    Map<String, Weights.Values> values =
        new LinkedHashMap<>(inColour(checkpoint, encoder).values());
    foldToGray(values);
    return new Weights(values);
  }

  /** The published weights: the first kernel has three channels, [7, 7, 3, width]. */
  static Weights inColour(Path checkpoint, EncoderConfig encoder) throws IOException {
    Path path =
        Files.isDirectory(checkpoint) ? checkpoint.resolve("model.safetensors") : checkpoint;
    SafetensorsFile file = SafetensorsFile.open(path);
    boolean prefixed =
        file.entries().keySet().stream().anyMatch(name -> name.startsWith(PREFIX + "encoder."));
    Map<String, Weights.Values> values = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Tensor tensor : tensors(encoder)) {
      String name = (prefixed ? PREFIX : "") + tensor.theirs();
      SafetensorsFile.Entry entry = file.entries().get(name);
      if (entry == null) {
        problems.add(name + " is missing; shape " + tensor.theirShape());
      } else if (!entry.shape().equals(tensor.theirShape())) {
        problems.add(name + " is " + entry.shape() + ", not " + tensor.theirShape());
      } else if (!entry.isFloat()) {
        problems.add(name + " is " + entry.type() + ", not F32, F16 or BF16");
      } else {
        float[] data = transposed(file.floats(name), tensor);
        if (!finite(data)) {
          problems.add(name + " contains a value that is not finite");
        }
        values.put(tensor.ours(), new Weights.Values(tensor.shape(), data));
      }
    }
    if (!problems.isEmpty()) {
      throw new IOException(
          "%s does not contain the encoder %s. %d tensors do not match:%n  %s"
              .formatted(
                  path,
                  encoder.name(),
                  problems.size(),
                  String.join(System.lineSeparator() + "  ", problems)));
    }
    return new Weights(values);
  }

  /**
   * A gray level g becomes (g/255 - mean) / deviation in the published encoder, and u = (g - 50) /
   * 50 here. The former equals slope * u + offset, with the channel's slope and offset.
   */
  private static void foldToGray(Map<String, Weights.Values> values) {
    Weights.Values colour = Objects.requireNonNull(values.get(FIRST_PATCH + ".kernel"));
    Weights.Values bias = Objects.requireNonNull(values.get(FIRST_PATCH + ".bias"));
    int width = bias.data().length;
    int places = colour.data().length / (3 * width);
    double[] kernel = new double[places * width];
    double[] shift = new double[width];
    for (int place = 0; place < places; place++) {
      for (int channel = 0; channel < 3; channel++) {
        double level = 255 * IMAGENET_DEVIATION[channel];
        double slope = EchoMotionNet.GRAY_UNIT / level;
        double offset = (EchoMotionNet.GRAY_CENTRE - 255 * IMAGENET_MEAN[channel]) / level;
        for (int out = 0; out < width; out++) {
          double weight = colour.data()[(place * 3 + channel) * width + out];
          kernel[place * width + out] += slope * weight;
          shift[out] += offset * weight;
        }
      }
    }
    float[] folded = new float[kernel.length];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = (float) kernel[i];
    }
    float[] shifted = bias.data().clone();
    for (int out = 0; out < width; out++) {
      shifted[out] = (float) (bias.data()[out] + shift[out]);
    }
    long[] shape = colour.shape().clone();
    shape[2] = 1;
    values.put(FIRST_PATCH + ".kernel", new Weights.Values(shape, folded));
    values.put(FIRST_PATCH + ".bias", new Weights.Values(bias.shape(), shifted));
  }

  private static List<Tensor> tensors(EncoderConfig config) {
    List<Tensor> all = new ArrayList<>();
    long in = 3;
    for (int s = 0; s < 4; s++) {
      String ours = "encoder.stage" + (s + 1);
      String patch = "encoder.patch_embeddings." + s;
      long width = config.widths().get(s);
      long side = EncoderConfig.PATCH_KERNELS.get(s);
      convolution(all, patch + ".proj", ours + ".patch", side, in, width);
      norm(all, patch + ".layer_norm", ours + ".patch.norm", width);
      for (int b = 0; b < config.depths().get(s); b++) {
        block(all, "encoder.block." + s + "." + b, ours + ".block" + b, s, config);
      }
      norm(all, "encoder.layer_norm." + s, ours + ".norm", width);
      in = width;
    }
    return all;
  }

  private static void block(
      List<Tensor> all, String theirs, String ours, int stage, EncoderConfig config) {
    long width = config.widths().get(stage);
    long hidden = width * config.expansion();
    long reduction = config.reductions().get(stage);
    String attention = theirs + ".attention.self";
    norm(all, theirs + ".layer_norm_1", ours + ".norm1", width);
    if (reduction > 1) {
      convolution(all, attention + ".sr", ours + ".reduce", reduction, width, width);
      norm(all, attention + ".layer_norm", ours + ".reduce.norm", width);
    }
    for (String part : List.of("query", "key", "value")) {
      linear(all, attention + "." + part, ours + "." + part, width, width);
    }
    linear(all, theirs + ".attention.output.dense", ours + ".project", width, width);
    norm(all, theirs + ".layer_norm_2", ours + ".norm2", width);
    linear(all, theirs + ".mlp.dense1", ours + ".expand", width, hidden);
    String mix = theirs + ".mlp.dwconv.dwconv";
    all.add(new Tensor(mix + ".weight", ours + ".mix.kernel", Layout.DEPTHWISE, 3, 3, hidden, 1));
    all.add(new Tensor(mix + ".bias", ours + ".mix.bias", Layout.VECTOR, hidden));
    linear(all, theirs + ".mlp.dense2", ours + ".contract", hidden, width);
  }

  private static void norm(List<Tensor> all, String theirs, String ours, long width) {
    all.add(new Tensor(theirs + ".weight", ours + ".scale", Layout.VECTOR, width));
    all.add(new Tensor(theirs + ".bias", ours + ".bias", Layout.VECTOR, width));
  }

  private static void linear(List<Tensor> all, String theirs, String ours, long in, long out) {
    all.add(new Tensor(theirs + ".weight", ours + ".kernel", Layout.LINEAR, in, out));
    all.add(new Tensor(theirs + ".bias", ours + ".bias", Layout.VECTOR, out));
  }

  private static void convolution(
      List<Tensor> all, String theirs, String ours, long side, long in, long out) {
    all.add(
        new Tensor(theirs + ".weight", ours + ".kernel", Layout.CONVOLUTION, side, side, in, out));
    all.add(new Tensor(theirs + ".bias", ours + ".bias", Layout.VECTOR, out));
  }

  /** Converts the checkpoint's order of axes to ours. */
  private static float[] transposed(float[] source, Tensor tensor) {
    long[] shape = tensor.shape();
    List<Long> theirShape = tensor.theirShape();
    int[] stride = new int[shape.length];
    int step = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      stride[axis] = step;
      step *= Math.toIntExact(theirShape.get(axis));
    }
    float[] result = new float[source.length];
    for (int i = 0; i < result.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from += rest % (int) shape[axis] * stride[tensor.layout().axes[axis]];
        rest /= (int) shape[axis];
      }
      result[i] = source[from];
    }
    return result;
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
