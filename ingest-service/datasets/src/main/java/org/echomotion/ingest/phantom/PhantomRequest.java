package org.echomotion.ingest.phantom;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.echomotion.ingest.phantom.picture.Look;

/**
 * A set of phantoms to make. {@link #of} gives the defaults; a {@code with} method changes one
 * part.
 *
 * @param count number of phantoms, at least 1
 * @param seed seed of all random choices; the same request gives the same bytes
 * @param pictures what the frames show
 * @param ejectionFractions how the ejection fractions are chosen
 * @param length how long the clips are
 * @param files which files are written
 * @param recording rhythm, heart rate, clip length, drift, dropped frames
 */
public record PhantomRequest(
    int count,
    long seed,
    Pictures pictures,
    EjectionFractions ejectionFractions,
    Length length,
    Files files,
    RecordingConditions recording) {

  /**
   * What the frames show.
   *
   * @param looks used in turn
   * @param views used in turn; the view changes once per round of looks
   */
  public record Pictures(List<Look> looks, List<ApicalView> views) {

    public Pictures {
      looks = List.copyOf(looks);
      views = List.copyOf(views);
      require(!looks.isEmpty() && !views.isEmpty(), "at least one look and one view are needed");
    }
  }

  /** How ejection fractions are chosen between the minimum and the maximum. */
  public enum EfDistribution {
    /** As in the public clinical set (median 59), cut at the bounds. */
    CLINICAL,
    /** All equally likely. */
    UNIFORM,
    /** Equal steps from the minimum to the maximum. */
    EVEN
  }

  /** Ejection fractions from {@code min} to {@code max}, in percent, within 5 to 85. */
  public record EjectionFractions(EfDistribution distribution, double min, double max) {

    public EjectionFractions {
      require(5 <= min && min <= max && max <= 85, "ejection fractions must be between 5 and 85");
    }
  }

  /**
   * How long the clips are.
   *
   * @param fps frame rate; drawn if empty (79 % at 50)
   * @param beats whole beats per clip; drawn if empty
   * @param sparseFrames number of frames to write, at least 2, spread over one beat and always with
   *     ED and ES, for training on still frames; the whole clip if empty
   */
  public record Length(OptionalDouble fps, OptionalInt beats, OptionalInt sparseFrames) {

    public Length {
      require(beats.isEmpty() || beats.getAsInt() >= 1, "a clip must have at least 1 beat");
      require(sparseFrames.isEmpty() || sparseFrames.getAsInt() >= 2, "at least 2 sparse frames");
    }
  }

  /**
   * Which files are written.
   *
   * @param masks whether label images are written too
   * @param prefix start of the file names: letters, digits, dash and underscore only
   */
  public record Files(boolean masks, String prefix) {

    public Files {
      require(prefix.matches("[A-Za-z0-9_-]*"), "a prefix is letters, digits, dash and underscore");
    }
  }

  /**
   * @throws IllegalArgumentException if the count is below 1
   */
  public PhantomRequest {
    require(count >= 1, "count must be at least 1");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Full-length A4C clips in the EchoNet look with clinical ejection fractions, no masks. */
  public static PhantomRequest of(int count, long seed) {
    return new PhantomRequest(
        count,
        seed,
        new Pictures(List.of(Look.ECHONET), List.of(ApicalView.A4C)),
        new EjectionFractions(EfDistribution.CLINICAL, 12, 80),
        new Length(OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty()),
        new Files(false, "phantom"),
        RecordingConditions.CLINICAL);
  }

  public PhantomRequest withLooks(Look... looks) {
    return with(new Pictures(List.of(looks), pictures.views));
  }

  public PhantomRequest withViews(ApicalView... views) {
    return with(new Pictures(pictures.looks, List.of(views)));
  }

  private PhantomRequest with(Pictures changed) {
    return new PhantomRequest(count, seed, changed, ejectionFractions, length, files, recording);
  }

  public PhantomRequest withEf(EfDistribution distribution, double min, double max) {
    EjectionFractions changed = new EjectionFractions(distribution, min, max);
    return new PhantomRequest(count, seed, pictures, changed, length, files, recording);
  }

  public PhantomRequest withFps(double framesPerSecond) {
    return with(new Length(OptionalDouble.of(framesPerSecond), length.beats, length.sparseFrames));
  }

  public PhantomRequest withBeats(int wholeBeats) {
    return with(new Length(length.fps, OptionalInt.of(wholeBeats), length.sparseFrames));
  }

  public PhantomRequest withSparseFrames(int frames) {
    return with(new Length(length.fps, length.beats, OptionalInt.of(frames)));
  }

  private PhantomRequest with(Length changed) {
    return new PhantomRequest(count, seed, pictures, ejectionFractions, changed, files, recording);
  }

  public PhantomRequest withMasks() {
    return with(new Files(true, files.prefix));
  }

  public PhantomRequest withPrefix(String prefix) {
    return with(new Files(files.masks, prefix));
  }

  private PhantomRequest with(Files changed) {
    return new PhantomRequest(count, seed, pictures, ejectionFractions, length, changed, recording);
  }

  public PhantomRequest withRecording(RecordingConditions changed) {
    return new PhantomRequest(count, seed, pictures, ejectionFractions, length, files, changed);
  }
}
