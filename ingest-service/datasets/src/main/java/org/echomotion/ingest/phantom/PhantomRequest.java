package org.echomotion.ingest.phantom;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
    return changed(draft -> draft.looks = List.of(chosen));
  }

  public PhantomRequest withViews(ApicalView... chosen) {
    return changed(draft -> draft.views = List.of(chosen));
  }

  public PhantomRequest withEf(EfDistribution distribution, double min, double max) {
    return changed(
        draft -> {
          draft.efDistribution = distribution;
          draft.efMin = min;
          draft.efMax = max;
        });
  }

  public PhantomRequest withFps(double framesPerSecond) {
    return changed(draft -> draft.fps = OptionalDouble.of(framesPerSecond));
  }

  public PhantomRequest withBeats(int wholeBeats) {
    return changed(draft -> draft.beats = OptionalInt.of(wholeBeats));
  }

  public PhantomRequest withSparseFrames(int frames) {
    return changed(draft -> draft.sparseFrames = OptionalInt.of(frames));
  }

  public PhantomRequest withMasks() {
    return changed(draft -> draft.masks = true);
  }

  public PhantomRequest withPrefix(String letters) {
    return changed(draft -> draft.prefix = letters);
  }

  public PhantomRequest withRecording(RecordingConditions chosen) {
    return changed(draft -> draft.recording = chosen);
  }

  private PhantomRequest changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.request();
  }

  /** A request whose values can be replaced one by one. */
  private static final class Draft {

    private final int count;
    private final long seed;
    private List<Look> looks;
    private List<ApicalView> views;
    private EfDistribution efDistribution;
    private double efMin;
    private double efMax;
    private OptionalDouble fps;
    private OptionalInt beats;
    private OptionalInt sparseFrames;
    private boolean masks;
    private String prefix;
    private RecordingConditions recording;

    Draft(PhantomRequest from) {
      count = from.count;
      seed = from.seed;
      looks = from.looks;
      views = from.views;
      efDistribution = from.efDistribution;
      efMin = from.efMin;
      efMax = from.efMax;
      fps = from.fps;
      beats = from.beats;
      sparseFrames = from.sparseFrames;
      masks = from.masks;
      prefix = from.prefix;
      recording = from.recording;
    }

    PhantomRequest request() {
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
          recording);
    }
  }
}
