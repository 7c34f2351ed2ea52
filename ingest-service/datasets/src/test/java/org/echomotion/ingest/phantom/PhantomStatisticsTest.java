package org.echomotion.ingest.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.echomotion.ingest.phantom.FrameStatistics.Sample;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import org.echomotion.ingest.phantom.PhantomTruth.Line;
import org.echomotion.ingest.phantom.picture.Look;
import org.echomotion.ingest.phantom.picture.PhantomFan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The phantoms against what was measured on public clips. Expected values are those measurements;
 * the tolerances are what 60 phantoms of the EchoNet look and 24 of the CAMUS look keep.
 */
class PhantomStatisticsTest {

  private static final int SIZE = 112;
  private static final FrameStatistics PIXELS = new FrameStatistics(SIZE, SIZE);
  private static final List<Phantom> ECHONET = new ArrayList<>();
  private static final List<Phantom> CAMUS = new ArrayList<>();

  @BeforeAll
  static void simulate() {
    PhantomRequest echoNet = PhantomRequest.of(60, 2024).withEf(EfDistribution.CLINICAL, 12, 80);
    PhantomRequest camus =
        PhantomRequest.of(24, 2025).withLooks(Look.CAMUS).withEf(EfDistribution.CLINICAL, 12, 80);
    for (PhantomSpec spec : PhantomSimulator.specs(echoNet)) {
      ECHONET.add(PhantomSimulator.simulate(spec, OptionalInt.of(2)));
    }
    for (PhantomSpec spec : PhantomSimulator.specs(camus)) {
      CAMUS.add(PhantomSimulator.simulate(spec, OptionalInt.of(2)));
    }
  }

  @Test
  void echoNetBrightnessInCavityRingAndRest() {
    Sample cavity = new Sample();
    Sample ring = new Sample();
    Sample rest = new Sample();
    for (Phantom phantom : ECHONET) {
      for (int f = 0; f < 2; f++) {
        byte[] frame = phantom.frames().get(f);
        double[] d = PIXELS.distance(phantom.masks().get(f), 1, 9);
        boolean[] sector = sector(phantom);
        for (int i = 0; i < d.length; i++) {
          double value = frame[i] & 255;
          if (d[i] < 0) {
            cavity.add(value);
          } else if (sector[i]) {
            (d[i] <= 8 ? ring : rest).add(value);
          }
        }
      }
    }
    assertEquals(16, cavity.mean(), 4);
    assertEquals(8, cavity.median(), 4);
    assertEquals(58, cavity.percentile(95), 15);
    assertEquals(70, ring.mean(), 10);
    assertEquals(54, ring.median(), 10);
    assertEquals(180, ring.percentile(95), 35);
    assertEquals(50, rest.mean(), 10);
    assertEquals(32, rest.median(), 10);
    assertEquals(149, rest.percentile(95), 35);
  }

  @Test
  void echoNetFanIsCroppedAndBlackOutside() {
    Sample fraction = new Sample();
    for (Phantom phantom : ECHONET) {
      boolean[] sector = sector(phantom);
      int inside = 0;
      for (boolean in : sector) {
        inside += in ? 1 : 0;
      }
      fraction.add((double) inside / sector.length);
      byte[] frame = phantom.frames().get(0);
      // Below the overlays and left of the fan.
      for (int row = 5; row < 16; row++) {
        assertEquals(0, frame[row * SIZE + 5]);
      }
    }
    assertTrue(fraction.percentile(2) >= 0.46);
    assertTrue(fraction.percentile(98) <= 0.70);
  }

  @Test
  void echoNetChamberLiesAndMeasuresAsInRealClips() {
    Sample[] length = {new Sample(), new Sample()};
    Sample[] width = {new Sample(), new Sample()};
    Sample[] area = {new Sample(), new Sample()};
    Sample x = new Sample();
    Sample y = new Sample();
    Sample axis = new Sample();
    Sample rise = new Sample();
    double[][] profile = new double[2][20];
    for (Phantom phantom : ECHONET) {
      PhantomTruth truth = phantom.truth();
      PhantomTruth.Tracing[] phases = {
        truth.edTracing().orElseThrow(), truth.esTracing().orElseThrow()
      };
      for (int phase = 0; phase < 2; phase++) {
        List<Line> lines = phases[phase].lines();
        Line long_ = lines.get(0);
        length[phase].add(long_.length());
        double widest = lines.stream().skip(1).mapToDouble(Line::length).max().orElseThrow();
        width[phase].add(widest);
        for (int i = 0; i < 20; i++) {
          profile[phase][i] += lines.get(i + 1).length() / widest / ECHONET.size();
        }
        double[] centre = centroid(phantom.masks().get(phases[phase].frame()), SIZE);
        area[phase].add(centre[2]);
        if (phase == 0) {
          x.add(centre[0]);
          y.add(centre[1]);
          axis.add(Math.toDegrees(Math.atan2(long_.y2() - long_.y1(), long_.x2() - long_.x1())));
        }
      }
      rise.add(phases[0].lines().get(0).y2() - phases[1].lines().get(0).y2());
    }
    inside(x, 52, 75);
    inside(y, 50, 70);
    inside(axis, 66, 80);
    inside(length[0], 50, 74);
    inside(length[1], 43, 70);
    inside(width[0], 25, 47);
    inside(width[1], 15, 42);
    assertEquals(1405, area[0].median(), 150);
    assertEquals(843, area[1].median(), 120);
    assertEquals(5.7, rise.median(), 1.2);
    double[] ed = {.16, .35, .47, .57, .65, .72, .76, .80, .83, .86, .89, .91, .93, .96, .98, .99};
    double[] es = {.11, .25, .35, .43, .50, .56, .61, .66, .70, .73, .77, .80, .85, .89, .93, .97};
    for (int i = 0; i < ed.length; i++) {
      assertEquals(ed[i], profile[0][i], 0.06, "ED disk " + i);
      assertEquals(es[i], profile[1][i], 0.09, "ES disk " + i);
    }
  }

  @Test
  void echoNetSeptumIsSharpAndLateralWallIsFaint() {
    double[] septal = edge(true);
    double[] lateral = edge(false);
    // Offsets -8, -4, 0 (the outline), 4, 8 and 12 px.
    double[] realSeptal = {8, 8, 65, 118, 74, 37};
    double[] realLateral = {13, 15, 24, 49, 69, 56};
    for (int k = 0; k < 6; k++) {
      assertEquals(realSeptal[k], septal[4 * k], k == 2 ? 20 : 16, "septal " + (4 * k - 8));
      assertEquals(realLateral[k], lateral[4 * k], 14, "lateral " + (4 * k - 8));
    }
    assertTrue(septal[11] - septal[5] > 2.5 * (lateral[11] - lateral[5]), "septum is the sharper");
  }

  @Test
  void echoNetSpeckleHasTheRealGrainAndContrast() {
    double[] across = new double[3];
    double[] along = new double[3];
    Sample contrast = new Sample();
    for (Phantom phantom : ECHONET) {
      byte[] frame = phantom.frames().get(0);
      double[] texture = PIXELS.texture(frame);
      double[] mean = PIXELS.localMean(frame);
      boolean[] tissue = tissue(phantom, mean);
      for (int k = 0; k < 3; k++) {
        across[k] += PIXELS.shifted(texture, tissue, k, 0) / ECHONET.size();
        along[k] += PIXELS.shifted(texture, tissue, 0, k) / ECHONET.size();
      }
      double squares = 0;
      double level = 0;
      for (int i = 0; i < texture.length; i++) {
        if (tissue[i]) {
          squares += texture[i] * texture[i];
          level += mean[i] * mean[i];
        }
      }
      contrast.add(Math.sqrt(squares / level));
    }
    // Correlation lengths of 1.2 px across and 1 px along: where it falls to one half.
    assertEquals(1.2, halfLength(across), 0.35);
    assertEquals(1.0, halfLength(along), 0.35);
    assertEquals(0.40, contrast.mean(), 0.08);
    assertTrue(contrast.percentile(2) > 0.15 && contrast.percentile(98) < 0.72);
  }

  @Test
  void echoNetTextureForgetsItselfAsInRealClips() {
    int[] lags = {1, 2, 3, 5, 10};
    double[] real = {0.87, 0.71, 0.62, 0.51, 0.36};
    double[] found = new double[lags.length];
    Sample areaStep = new Sample();
    List<PhantomSpec> specs =
        PhantomSimulator.specs(PhantomRequest.of(6, 77).withFps(50).withBeats(1));
    for (PhantomSpec spec : specs) {
      Phantom phantom = PhantomSimulator.simulate(spec, OptionalInt.empty());
      List<double[]> textures = new ArrayList<>();
      for (byte[] frame : phantom.frames().subList(0, 40)) {
        textures.add(PIXELS.texture(frame));
      }
      boolean[] tissue = tissue(phantom, PIXELS.localMean(phantom.frames().get(0)));
      for (int k = 0; k < lags.length; k++) {
        double sum = 0;
        for (int t = 0; t + lags[k] < 40; t++) {
          sum += FrameStatistics.correlation(textures.get(t), textures.get(t + lags[k]), tissue);
        }
        found[k] += sum / (40 - lags[k]) / specs.size();
      }
      double before = Double.NaN;
      for (byte[] mask : phantom.masks()) {
        double area = centroid(mask, SIZE)[2];
        if (!Double.isNaN(before)) {
          areaStep.add(100 * Math.abs(area - before) / before);
        }
        before = area;
      }
    }
    for (int k = 0; k < lags.length; k++) {
      assertEquals(real[k], found[k], 0.1, "lag " + lags[k]);
    }
    assertTrue(areaStep.mean() > 1 && areaStep.mean() < 2.2);
  }

  @Test
  void camusFanIsFaintAndMeasuresAsInRealPatients() {
    Sample cavity = new Sample();
    Sample muscle = new Sample();
    Sample atrium = new Sample();
    Sample other = new Sample();
    Sample x = new Sample();
    Sample y = new Sample();
    Sample ed = new Sample();
    Sample es = new Sample();
    for (Phantom phantom : CAMUS) {
      PhantomTruth truth = phantom.truth();
      byte[] mask = phantom.masks().get(truth.edTracing().orElseThrow().frame());
      byte[] frame = phantom.frames().get(truth.edTracing().orElseThrow().frame());
      boolean[] sector = sector(phantom);
      Sample[] byLabel = {new Sample(), new Sample(), new Sample(), new Sample()};
      for (int i = 0; i < mask.length; i++) {
        if (sector[i]) {
          byLabel[mask[i]].add(frame[i] & 255);
        }
      }
      other.add(byLabel[0].mean());
      cavity.add(byLabel[1].mean());
      muscle.add(byLabel[2].mean());
      atrium.add(byLabel[3].mean());
      double[] centre = centroid(mask, truth.widthPx());
      x.add(centre[0] / truth.widthPx());
      y.add(centre[1] / truth.heightPx());
      ed.add(truth.edTracing().orElseThrow().lines().get(0).length() * truth.mmPerPx());
      es.add(truth.esTracing().orElseThrow().lines().get(0).length() * truth.mmPerPx());
    }
    assertEquals(66, cavity.mean(), 10);
    assertEquals(102, muscle.mean(), 12);
    assertEquals(81, atrium.mean(), 12);
    assertEquals(95, other.mean(), 12);
    inside(x, 0.46, 0.60);
    inside(y, 0.36, 0.61);
    inside(ed, 60, 92);
    inside(es, 50, 86);
  }

  /** Mean brightness from 8 px inside to 12 px outside the outline, middle half of the chamber. */
  private static double[] edge(boolean septal) {
    Sample[] at = new Sample[21];
    for (int k = 0; k < at.length; k++) {
      at[k] = new Sample();
    }
    for (Phantom phantom : ECHONET) {
      for (int f = 0; f < 2; f++) {
        byte[] frame = phantom.frames().get(f);
        byte[] mask = phantom.masks().get(f);
        double[] d = PIXELS.distance(mask, 1, 13);
        double[] centre = centroid(mask, SIZE);
        for (int i = 0; i < d.length; i++) {
          boolean left = i % SIZE < centre[0];
          // Half a pixel: the outline lies between the last pixel inside and the first outside.
          long k = Math.round(d[i] - 0.5 * Math.signum(d[i])) + 8;
          if (left == septal && Math.abs(i / SIZE - centre[1]) < 13 && k >= 0 && k < 21) {
            at[(int) k].add(frame[i] & 255);
          }
        }
      }
    }
    double[] mean = new double[21];
    for (int k = 0; k < mean.length; k++) {
      mean[k] = at[k].mean();
    }
    return mean;
  }

  private static boolean[] sector(Phantom phantom) {
    PhantomFan sector =
        Population.scene(phantom.truth().spec(), new Draw(phantom.truth().spec().seed()).stream(1))
            .sector();
    boolean[] inside = new boolean[sector.width() * sector.height()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = sector.contains(i % sector.width(), i / sector.width());
    }
    return inside;
  }

  /** Pixels of tissue away from the fan's edges: bright enough for speckle, outside the chamber. */
  private static boolean[] tissue(Phantom phantom, double[] mean) {
    boolean[] sector = sector(phantom);
    byte[] mask = phantom.masks().get(0);
    boolean[] chosen = new boolean[mean.length];
    for (int row = 12; row < SIZE - 8; row++) {
      for (int column = 8; column < SIZE - 16; column++) {
        int i = row * SIZE + column;
        boolean away =
            sector[i - 6] && sector[i + 6] && sector[i - 6 * SIZE] && sector[i + 6 * SIZE];
        chosen[i] = away && mask[i] != 1 && mean[i] > 25;
      }
    }
    return chosen;
  }

  private static double[] centroid(byte[] mask, int width) {
    double x = 0;
    double y = 0;
    double n = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == 1) {
        x += i % width;
        y += i / width;
        n++;
      }
    }
    return new double[] {x / n, y / n, n};
  }

  private static double halfLength(double[] correlation) {
    for (int k = 1; k < correlation.length; k++) {
      if (correlation[k] < 0.5) {
        return k - 1 + (correlation[k - 1] - 0.5) / (correlation[k - 1] - correlation[k]);
      }
    }
    return correlation.length;
  }

  private static void inside(Sample sample, double low, double high) {
    assertTrue(sample.percentile(4) >= low, sample.percentile(4) + " below " + low);
    assertTrue(sample.percentile(96) <= high, sample.percentile(96) + " above " + high);
  }
}
