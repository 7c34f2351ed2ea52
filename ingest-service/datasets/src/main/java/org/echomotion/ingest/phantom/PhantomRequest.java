package org.echomotion.ingest.phantom;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.echomotion.ingest.phantom.picture.Look;

/**
 * A set of phantoms to make.
 *
 * @param count how many, at least 1
 * @param seed the same request gives the same bytes
 * @param looks taken in turn
 * @param views taken in turn, changing once per round of looks
 * @param efDistribution how the ejection fractions are chosen
 * @param efMin least ejection fraction, percent
 * @param efMax greatest ejection fraction, percent
 * @param fps frame rate, or drawn (79 % at 50)
 * @param beats whole beats per clip, or the clip's length is drawn
 * @param sparseFrames write only so many frames, spread over one beat and always with ED and ES,
 *     instead of the whole clip: for training on still frames; at least 2
 * @param masks also write label images
 * @param prefix first letters of the file names: letters, digits, dash and underscore only
 * @param recording rhythm, heart rate, clip length, drift, dropped frames
 */
public record PhantomRequest(
    int count,
    long seed,
    List<Look> looks,
    List<ApicalView> views,
    EfDistribution efDistribution,
    double efMin,
    double efMax,
    OptionalDouble fps,
    OptionalInt beats,
    OptionalInt sparseFrames,
    boolean masks,
    String prefix,
    RecordingConditions recording) {

  /** How ejection fractions are chosen between the least and the greatest. */
  public enum EfDistribution {
    /** As in the public clinical set (median 59), cut at the bounds. */
    CLINICAL,
    /** All equally likely. */
    UNIFORM,
    /** Equal steps from the least to the greatest. */
    EVEN
  }

  /**
   * @throws IllegalArgumentException when a value lies outside its stated range
   */
  public PhantomRequest {
    looks = List.copyOf(looks);
    views = List.copyOf(views);
    require(count >= 1, "count must be at least 1");
    require(!looks.isEmpty() && !views.isEmpty(), "at least one look and one view are needed");
    require(5 <= efMin && efMin <= efMax && efMax <= 85, "ejection fractions lie between 5 and 85");
    require(sparseFrames.isEmpty() || sparseFrames.getAsInt() >= 2, "at least 2 sparse frames");
    require(beats.isEmpty() || beats.getAsInt() >= 1, "at least 1 beat");
    require(prefix.matches("[A-Za-z0-9_-]*"), "a prefix is letters, digits, dash and underscore");
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
        List.of(Look.ECHONET),
        List.of(ApicalView.A4C),
        EfDistribution.CLINICAL,
        12,
        80,
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        false,
        "phantom",
        RecordingConditions.CLINICAL);
  }

  public PhantomRequest withLooks(Look... chosen) {
    return new PhantomRequest(
        count,
        seed,
        List.of(chosen),
        views,
        efDistribution,
        efMin,
        efMax,
        fps,
        beats,
        sparseFrames,
        masks,
        prefix,
        recording);
  }

  public PhantomRequest withViews(ApicalView... chosen) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        List.of(chosen),
        efDistribution,
        efMin,
        efMax,
        fps,
        beats,
        sparseFrames,
        masks,
        prefix,
        recording);
  }

  public PhantomRequest withEf(EfDistribution distribution, double min, double max) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        distribution,
        min,
        max,
        fps,
        beats,
        sparseFrames,
        masks,
        prefix,
        recording);
  }

  public PhantomRequest withFps(double framesPerSecond) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        efDistribution,
        efMin,
        efMax,
        OptionalDouble.of(framesPerSecond),
        beats,
        sparseFrames,
        masks,
        prefix,
        recording);
  }

  public PhantomRequest withBeats(int wholeBeats) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        efDistribution,
        efMin,
        efMax,
        fps,
        OptionalInt.of(wholeBeats),
        sparseFrames,
        masks,
        prefix,
        recording);
  }

  public PhantomRequest withSparseFrames(int frames) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        efDistribution,
        efMin,
        efMax,
        fps,
        beats,
        OptionalInt.of(frames),
        masks,
        prefix,
        recording);
  }

  public PhantomRequest withMasks() {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        efDistribution,
        efMin,
        efMax,
        fps,
        beats,
        sparseFrames,
        true,
        prefix,
        recording);
  }

  public PhantomRequest withPrefix(String letters) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        efDistribution,
        efMin,
        efMax,
        fps,
        beats,
        sparseFrames,
        masks,
        letters,
        recording);
  }

  public PhantomRequest withRecording(RecordingConditions chosen) {
    return new PhantomRequest(
        count,
        seed,
        looks,
        views,
        efDistribution,
        efMin,
        efMax,
        fps,
        beats,
        sparseFrames,
        masks,
        prefix,
        chosen);
  }
}
