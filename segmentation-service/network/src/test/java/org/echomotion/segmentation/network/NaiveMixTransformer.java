package org.echomotion.segmentation.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The Mix Transformer written down from the paper in plain loops and doubles, one frame at a time:
 * what the graph is held against. Maps are [side][side][width], tokens [side * side][width].
 */
final class NaiveMixTransformer {

  private final Weights weights;
  private final EncoderConfig config;

  NaiveMixTransformer(Weights weights, EncoderConfig config) {
    this.weights = weights;
    this.config = config;
  }

  /** Tokens of each stage. */
  List<double[][]> features(double[][][] image) {
    List<double[][]> features = new ArrayList<>();
    double[][][] maps = image;
    int[] kernels = {7, 3, 3, 3};
    int[] strides = {4, 2, 2, 2};
    for (int s = 0; s < 4; s++) {
      String name = "encoder.stage" + (s + 1);
      maps = convolve(name + ".patch", maps, kernels[s], strides[s], kernels[s] / 2);
      int side = maps.length;
      double[][] tokens = normalise(name + ".patch.norm", tokens(maps));
      for (int b = 0; b < config.depths().get(s); b++) {
        String block = name + ".block" + b;
        tokens = add(tokens, attend(block, normalise(block + ".norm1", tokens), side, s));
        tokens = add(tokens, mixFfn(block, normalise(block + ".norm2", tokens), side));
      }
      tokens = normalise(name + ".norm", tokens);
      features.add(tokens);
      maps = maps(tokens, side);
    }
    return features;
  }

  private double[][] attend(String name, double[][] tokens, int side, int stage) {
    int reduction = config.reductions().get(stage);
    int heads = config.heads().get(stage);
    int width = tokens[0].length;
    int each = width / heads;
    double[][] context = tokens;
    if (reduction > 1) {
      double[][][] reduced =
          convolve(name + ".reduce", maps(tokens, side), reduction, reduction, 0);
      context = normalise(name + ".reduce.norm", tokens(reduced));
    }
    double[][] q = linear(name + ".query", tokens);
    double[][] k = linear(name + ".key", context);
    double[][] v = linear(name + ".value", context);
    double[][] mixed = new double[tokens.length][width];
    for (int h = 0; h < heads; h++) {
      for (int i = 0; i < tokens.length; i++) {
        double[] share = new double[context.length];
        double total = 0;
        for (int j = 0; j < context.length; j++) {
          double dot = 0;
          for (int c = h * each; c < (h + 1) * each; c++) {
            dot += q[i][c] * k[j][c];
          }
          share[j] = Math.exp(dot / Math.sqrt(each));
          total += share[j];
        }
        for (int j = 0; j < context.length; j++) {
          for (int c = h * each; c < (h + 1) * each; c++) {
            mixed[i][c] += share[j] / total * v[j][c];
          }
        }
      }
    }
    return linear(name + ".project", mixed);
  }

  private double[][] mixFfn(String name, double[][] tokens, int side) {
    double[][][] wide = maps(linear(name + ".expand", tokens), side);
    float[] kernel = data(name + ".mix.kernel");
    float[] bias = data(name + ".mix.bias");
    int width = bias.length;
    double[][] hidden = new double[side * side][width];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int c = 0; c < width; c++) {
          double sum = bias[c];
          for (int ky = 0; ky < 3; ky++) {
            for (int kx = 0; kx < 3; kx++) {
              int sy = y + ky - 1;
              int sx = x + kx - 1;
              if (sy >= 0 && sx >= 0 && sy < side && sx < side) {
                sum += kernel[(ky * 3 + kx) * width + c] * wide[sy][sx][c];
              }
            }
          }
          hidden[y * side + x][c] = sum * normalDistribution(sum);
        }
      }
    }
    return linear(name + ".contract", hidden);
  }

  /** Phi(x) = 1/2 + x/sqrt(2 pi) (1 - x^2/6 + x^4/40 - ...), summed until it no longer changes. */
  private static double normalDistribution(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / (2.0 * n);
      sum += term / (2 * n + 1);
    }
    return 0.5 + sum / Math.sqrt(2 * Math.PI);
  }

  private double[][][] convolve(
      String name, double[][][] maps, int kernel, int stride, int padding) {
    float[] weight = data(name + ".kernel");
    float[] bias = data(name + ".bias");
    int in = maps[0][0].length;
    int out = bias.length;
    int side = (maps.length + 2 * padding - kernel) / stride + 1;
    double[][][] result = new double[side][side][out];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int o = 0; o < out; o++) {
          double sum = bias[o];
          for (int ky = 0; ky < kernel; ky++) {
            for (int kx = 0; kx < kernel; kx++) {
              int sy = y * stride + ky - padding;
              int sx = x * stride + kx - padding;
              if (sy >= 0 && sx >= 0 && sy < maps.length && sx < maps.length) {
                for (int i = 0; i < in; i++) {
                  sum += weight[((ky * kernel + kx) * in + i) * out + o] * maps[sy][sx][i];
                }
              }
            }
          }
          result[y][x][o] = sum;
        }
      }
    }
    return result;
  }

  private double[][] linear(String name, double[][] tokens) {
    float[] weight = data(name + ".kernel");
    float[] bias = data(name + ".bias");
    double[][] result = new double[tokens.length][bias.length];
    for (int t = 0; t < tokens.length; t++) {
      for (int o = 0; o < bias.length; o++) {
        double sum = bias[o];
        for (int i = 0; i < tokens[t].length; i++) {
          sum += weight[i * bias.length + o] * tokens[t][i];
        }
        result[t][o] = sum;
      }
    }
    return result;
  }

  private double[][] normalise(String name, double[][] tokens) {
    double epsilon = name.endsWith(".patch.norm") || name.endsWith(".reduce.norm") ? 1e-5 : 1e-6;
    float[] scale = data(name + ".scale");
    float[] bias = data(name + ".bias");
    double[][] result = new double[tokens.length][scale.length];
    for (int t = 0; t < tokens.length; t++) {
      double mean = 0;
      double square = 0;
      for (double value : tokens[t]) {
        mean += value / scale.length;
      }
      for (double value : tokens[t]) {
        square += (value - mean) * (value - mean) / scale.length;
      }
      for (int c = 0; c < scale.length; c++) {
        result[t][c] = (tokens[t][c] - mean) / Math.sqrt(square + epsilon) * scale[c] + bias[c];
      }
    }
    return result;
  }

  private float[] data(String name) {
    return weights.values().get(name).data();
  }

  private static double[][] add(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int t = 0; t < a.length; t++) {
      for (int c = 0; c < a[t].length; c++) {
        sum[t][c] = a[t][c] + b[t][c];
      }
    }
    return sum;
  }

  private static double[][] tokens(double[][][] maps) {
    double[][] tokens = new double[maps.length * maps.length][];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = maps[i / maps.length][i % maps.length];
    }
    return tokens;
  }

  private static double[][][] maps(double[][] tokens, int side) {
    double[][][] maps = new double[side][side][];
    for (int i = 0; i < tokens.length; i++) {
      maps[i / side][i % side] = tokens[i];
    }
    return maps;
  }
}
