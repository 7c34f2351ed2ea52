package org.echomotion.ingest.phantom.picture;

import java.util.Arrays;
import org.echomotion.ingest.phantom.Draw;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.heart.Anatomy;

/**
 * Turns anatomy into pixels as a scanner does: brightness along beams, speckle, gain per beam and
 * depth, then scan conversion into the image. It holds the speckle's state, so frames must be
 * rendered in time order.
 */
public final class FrameRenderer {

  private static final int TONE_STEPS = 4;

  private final PhantomFan sector;
  private final Echogenicity echo;
  private final Field texture;
  private final double restLengthMm;
  private final int beams;
  private final int depths;
  private final double beamStepRad;
  private final double depthStepPx;
  private final float[] gain;
  private final float[] haze;
  private final float[] behind;
  private final float[] factor;
  private final float[] polar;
  private final Speckle speckle;
  private final int[] pixel;
  private final int[] source;
  private final float[] beamWeight;
  private final float[] depthWeight;
  private final byte[] tone = new byte[256 * TONE_STEPS + 2];
  private final Overlay overlay;
  private double lastTimeSec = Double.NaN;

  public FrameRenderer(PhantomSpec spec, PhantomFan sector, double restLengthMm, Draw draw) {
    boolean camus = spec.look() == Look.CAMUS;
    this.sector = sector;
    this.restLengthMm = restLengthMm;
    this.echo = Echogenicity.of(spec.look(), draw.stream(10));
    this.texture = Field.noise(camus ? 4.5 : 3.4, camus ? 2.2 : 2.6, draw.stream(11));
    double span = sector.leftRad() + sector.rightRad();
    this.beams = camus ? 150 : 130;
    this.depths = camus ? 300 : 132;
    this.beamStepRad = span / (beams - 1);
    this.depthStepPx = sector.radiusPx() / (depths - 1);
    this.gain = new float[beams * depths];
    this.haze = new float[beams * depths];
    this.behind = new float[beams * depths];
    new Chest(spec.look(), echo, draw.stream(12))
        .fill(gain, haze, behind, beams, depths, sector.depthMm());
    this.factor = new float[beams * depths];
    this.polar = new float[beams * depths];
    double grain = draw.normal(1, 0.15, 0.7, 1.4);
    this.speckle =
        camus
            ? new Speckle(
                beams, depths, 1.4 * grain, 1.1 * grain, echo.speckleContrast(), draw.stream(13))
            : new Speckle(
                beams, depths, 0.85 * grain, 0.6 * grain, echo.speckleContrast(), draw.stream(13));
    this.overlay = camus ? Overlay.none() : Overlay.echoNet(draw.stream(14));
    int inside = 0;
    int[] pixels = new int[sector.width() * sector.height()];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / sector.width();
      if (sector.contains(i % sector.width(), row)) {
        pixels[inside++] = i;
      }
    }
    this.pixel = Arrays.copyOf(pixels, inside);
    this.source = new int[inside];
    this.beamWeight = new float[inside];
    this.depthWeight = new float[inside];
    mapScanLines();
    for (int i = 0; i < tone.length; i++) {
      double v = (double) i / TONE_STEPS;
      double out = 255 * Math.pow(v / 255, echo.gamma()) * echo.gain();
      tone[i] = (byte) Math.min(255, Math.round(out));
    }
  }

  private void mapScanLines() {
    for (int k = 0; k < pixel.length; k++) {
      double dx = pixel[k] % sector.width() - sector.apexX();
      int row = pixel[k] / sector.width();
      double dy = row - sector.apexY();
      double b = (Math.atan2(dx, dy) + sector.leftRad()) / beamStepRad;
      double r = Math.hypot(dx, dy) / depthStepPx;
      int beam = Math.max(0, Math.min(beams - 2, (int) b));
      int depth = Math.max(0, Math.min(depths - 2, (int) r));
      source[k] = beam * depths + depth;
      beamWeight[k] = (float) Math.min(1, b - beam);
      depthWeight[k] = (float) Math.min(1, r - depth);
    }
  }

  /** Renders the frame at a time as u8 gray, row-major [height, width]. */
  public byte[] render(Anatomy anatomy, double timeSec) {
    speckle.advance(Double.isNaN(lastTimeSec) ? 0 : timeSec - lastTimeSec, factor);
    lastTimeSec = timeSec;
    BrightnessMap map = new BrightnessMap(echo, anatomy, texture, sector.depthMm(), restLengthMm);
    double stepMm = depthStepPx * sector.mmPerPx();
    for (int b = 0; b < beams; b++) {
      double angle = b * beamStepRad - sector.leftRad();
      double dx = Math.sin(angle) * stepMm;
      double dy = Math.cos(angle) * stepMm;
      for (int r = 0; r < depths; r++) {
        int i = b * depths + r;
        polar[i] = (float) (map.at(dx * r, dy * r, behind[i]) * gain[i] + haze[i]) * factor[i];
      }
    }
    byte[] image = new byte[sector.width() * sector.height()];
    for (int k = 0; k < pixel.length; k++) {
      int i = source[k];
      float wd = depthWeight[k];
      float near = polar[i] + wd * (polar[i + 1] - polar[i]);
      float far = polar[i + depths] + wd * (polar[i + depths + 1] - polar[i + depths]);
      float v = (near + beamWeight[k] * (far - near)) * TONE_STEPS;
      image[pixel[k]] = tone[Math.min(tone.length - 1, (int) v)];
    }
    overlay.drawOn(image, sector.width());
    return image;
  }
}
