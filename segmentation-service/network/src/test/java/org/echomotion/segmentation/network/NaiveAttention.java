package org.echomotion.segmentation.network;

/**
 * The attention kinds written down from their papers in plain loops and doubles, one frame at a
 * time. Places are row by row: [side * side][width].
 */
final class NaiveAttention {

  private final Weights weights;
  private final String name;

  NaiveAttention(Weights weights, String name) {
    this.weights = weights;
    this.name = name;
  }

  double[][] apply(AttentionKind kind, float[][][] maps) {
    int side = maps.length;
    double[][] places = new double[side * side][maps[0][0].length];
    for (int p = 0; p < places.length; p++) {
      for (int c = 0; c < places[p].length; c++) {
        places[p][c] = maps[p / side][p % side][c];
      }
    }
    return switch (kind) {
      case NONE -> places;
      case SE -> channels(places, false);
      case CBAM -> gate(channels(places, true), side);
      case DANET -> dual(places);
    };
  }

  private double[][] channels(double[][] places, boolean withMaximum) {
    int width = places[0].length;
    double[] mean = new double[width];
    double[] maximum = places[0].clone();
    for (double[] place : places) {
      for (int c = 0; c < width; c++) {
        mean[c] += place[c] / places.length;
        maximum[c] = Math.max(maximum[c], place[c]);
      }
    }
    double[] score = excite(mean);
    double[] other = excite(maximum);
    double[][] result = new double[places.length][width];
    for (int c = 0; c < width; c++) {
      double gate = sigmoid(score[c] + (withMaximum ? other[c] : 0));
      for (int p = 0; p < places.length; p++) {
        result[p][c] = places[p][c] * gate;
      }
    }
    return result;
  }

  private double[] excite(double[] pooled) {
    double[] hidden = linear(".squeeze", pooled);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
    return linear(".excite", hidden);
  }

  private double[][] gate(double[][] places, int side) {
    float[] kernel = data(".place.kernel");
    double[][] result = new double[places.length][];
    for (int p = 0; p < places.length; p++) {
      double sum = data(".place.bias")[0];
      for (int k = 0; k < 49; k++) {
        int y = p / side + k / 7 - 3;
        int x = p % side + k % 7 - 3;
        if (y >= 0 && x >= 0 && y < side && x < side) {
          double[] from = places[y * side + x];
          double mean = 0;
          double maximum = from[0];
          for (double value : from) {
            mean += value / from.length;
            maximum = Math.max(maximum, value);
          }
          sum += kernel[2 * k] * mean + kernel[2 * k + 1] * maximum;
        }
      }
      result[p] = places[p].clone();
      for (int c = 0; c < result[p].length; c++) {
        result[p][c] *= sigmoid(sum);
      }
    }
    return result;
  }

  /** Equations 1 to 4 of Fu et al., with "max - energy" as their channel attention has it. */
  private double[][] dual(double[][] places) {
    int n = places.length;
    int width = places[0].length;
    double[][] result = new double[n][width];
    for (int j = 0; j < n; j++) {
      double[] query = linear(".position.query", places[j]);
      double[] energy = new double[n];
      for (int i = 0; i < n; i++) {
        energy[i] = dot(query, linear(".position.key", places[i]));
      }
      double[] share = softmax(energy);
      for (int c = 0; c < width; c++) {
        double mixed = 0;
        for (int i = 0; i < n; i++) {
          mixed += share[i] * linear(".position.value", places[i])[c];
        }
        result[j][c] = places[j][c] + data(".position.gain")[0] * mixed;
      }
    }
    for (int c = 0; c < width; c++) {
      double[] energy = new double[width];
      double maximum = Double.NEGATIVE_INFINITY;
      for (int d = 0; d < width; d++) {
        for (double[] place : places) {
          energy[d] += place[c] * place[d];
        }
        maximum = Math.max(maximum, energy[d]);
      }
      for (int d = 0; d < width; d++) {
        energy[d] = maximum - energy[d];
      }
      double[] share = softmax(energy);
      for (int p = 0; p < n; p++) {
        result[p][c] += data(".channel.gain")[0] * dot(share, places[p]);
      }
    }
    return result;
  }

  private double[] linear(String layer, double[] row) {
    float[] kernel = data(layer + ".kernel");
    float[] bias = data(layer + ".bias");
    double[] result = new double[bias.length];
    for (int o = 0; o < bias.length; o++) {
      result[o] = bias[o];
      for (int i = 0; i < row.length; i++) {
        result[o] += kernel[i * bias.length + o] * row[i];
      }
    }
    return result;
  }

  private static double[] softmax(double[] scores) {
    double[] share = new double[scores.length];
    double total = 0;
    for (int i = 0; i < scores.length; i++) {
      share[i] = Math.exp(scores[i]);
      total += share[i];
    }
    for (int i = 0; i < scores.length; i++) {
      share[i] /= total;
    }
    return share;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private float[] data(String parameter) {
    return weights.values().get(name + parameter).data();
  }
}
