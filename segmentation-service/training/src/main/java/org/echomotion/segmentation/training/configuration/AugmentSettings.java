package org.echomotion.segmentation.training.configuration;

/**
 * Group {@code augment}: probability and strength of each change. Units are in {@code
 * train/augment/standard.yaml}.
 *
 * @param geometry movement of frame and mask
 * @param sectorAngle opening of the sector about its apex, frame and mask
 * @param depth zoom about the apex, frame and mask
 * @param flip probability of a swap of left and right
 * @param grayLevels share of frames that get any of the changes below
 * @param coarsen loss of resolution
 * @param blur Gaussian blur
 * @param sharpen unsharp masking, only on frames without blur
 * @param gain gain, gamma, contrast and offset
 * @param haze smooth veil
 * @param shadow shadow in one direction
 * @param speckle multiplicative noise
 * @param blocks compression blocks
 * @param cut probability of a narrower field of view
 * @param marks probability of marks at the edges
 */
public record AugmentSettings(
    Geometry geometry,
    Change sectorAngle,
    Change depth,
    double flip,
    double grayLevels,
    Change coarsen,
    Change blur,
    Change sharpen,
    Gain gain,
    Change haze,
    Change shadow,
    Change speckle,
    Change blocks,
    double cut,
    double marks) {

  public AugmentSettings {
    Bounds.share("augment.flip", flip);
    Bounds.share("augment.gray_levels", grayLevels);
    Bounds.share("augment.cut", cut);
    Bounds.share("augment.marks", marks);
    // A coarser image would show no ventricle.
    if (coarsen.amount().low() < 1 || coarsen.amount().high() > 8) {
      throw new IllegalArgumentException("augment.coarsen.amount must be in [1, 8].");
    }
    if (blocks.amount().low() <= 0) {
      throw new IllegalArgumentException("augment.blocks.amount must be above 0.");
    }
    if (shadow.amount().high() > 1) {
      throw new IllegalArgumentException("augment.shadow.amount must be in [0, 1].");
    }
  }

  /** A change made with {@code probability}, with a uniformly drawn amount. */
  public record Change(double probability, Range amount) {
    public Change {
      Bounds.share("A probability of augment", probability);
    }
  }

  /**
   * Affine change with a bend.
   *
   * @param probability probability per frame
   * @param degrees rotation in degrees, either way
   * @param zoom logarithm of the zoom
   * @param stretch logarithm of width over height, halved
   * @param shift shift in pixels
   * @param bend bend in pixels
   */
  public record Geometry(
      double probability, double degrees, double zoom, double stretch, double shift, double bend) {
    public Geometry {
      Bounds.share("augment.geometry.probability", probability);
      Bounds.notNegative("augment.geometry.degrees", degrees);
      Bounds.notNegative("augment.geometry.zoom", zoom);
      Bounds.notNegative("augment.geometry.stretch", stretch);
      Bounds.notNegative("augment.geometry.shift", shift);
      Bounds.notNegative("augment.geometry.bend", bend);
    }
  }

  /**
   * Point operation on gray levels.
   *
   * @param probability probability per frame
   * @param gamma logarithm of the exponent, either way
   * @param gain logarithm of the gain, either way
   * @param contrast logarithm of the contrast, either way
   * @param offset offset in gray levels, either way
   */
  public record Gain(
      double probability, double gamma, double gain, double contrast, double offset) {
    public Gain {
      Bounds.share("augment.gain.probability", probability);
      Bounds.notNegative("augment.gain.gamma", gamma);
      Bounds.notNegative("augment.gain.gain", gain);
      Bounds.notNegative("augment.gain.contrast", contrast);
      Bounds.notNegative("augment.gain.offset", offset);
    }
  }
}
