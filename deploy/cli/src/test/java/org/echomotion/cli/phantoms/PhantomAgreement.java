package org.echomotion.cli.phantoms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.beats.Beat;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.clip.ClipOutcome;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.Recording;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import org.echomotion.ingest.phantom.PhantomSimulator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.PhantomTruth;
import org.echomotion.ingest.phantom.RecordingConditions.Range;
import org.echomotion.ingest.phantom.heart.Rhythm;

/**
 * How well beats and ejection fraction are found on phantoms' true masks, without a network: of
 * every rhythm, 40 to 150 bpm, 0.5 to 4 beats, drifting, with frames lost; and on the same masks
 * with the errors that a network makes.
 *
 * <p>Also a program: {@code PhantomAgreement COUNT SEED [clean|noisy] [verbose] [times] [ecg]
 * [ecg=JITTER]}: with the frames' times, and with R-waves at the true end-diastoles, or off them by
 * a standard deviation in seconds.
 */
final class PhantomAgreement {

  /** A beat is found where both its frames are within this time of the true ones. */
  private static final double SAME_BEAT_SECONDS = 0.12;

  /** A beat whose frames are nearer to the clip's ends may be seen or not. */
  private static final double END_SECONDS = 0.07;

  /** Errors that are put on the masks. */
  record MaskErrors(double areaShare, double correlation, double outlierShare) {
    static final MaskErrors NONE = new MaskErrors(0, 0, 0);

    /**
     * As a network's: the area off by 2.5 %, half of it as on the frame before, 1 % of frames bad.
     */
    static final MaskErrors NETWORK = new MaskErrors(0.025, 0.5, 0.01);
  }

  /**
   * What comes with a clip.
   *
   * @param times whether its frames' times do
   * @param rWaves by how much its R-waves are off the true end-diastoles, seconds (standard
   *     deviation); empty: there are none
   */
  record Along(boolean times, OptionalDouble rWaves) {
    static final Along NOTHING = new Along(false, OptionalDouble.empty());
    static final Along TIMES = new Along(true, OptionalDouble.empty());

    static Along rWaves(double jitterSeconds) {
      return new Along(true, OptionalDouble.of(jitterSeconds));
    }

    private Recording of(PhantomTruth truth, Random random) {
      List<Double> shown =
          rWaves.isEmpty()
              ? List.of()
              : truth.edFrames().stream()
                  .map(frame -> truth.timesSec().get(frame))
                  .map(t -> t + rWaves.getAsDouble() * random.nextGaussian())
                  .filter(t -> t >= 0)
                  .toList();
      return new Recording(
          times && truth.droppedFrames() > 0
              ? FrameTimes.of(truth.timesSec(), truth.timesSec().size())
              : Optional.empty(),
          new RWaves(shown),
          Optional.empty(),
          List.of());
    }
  }

  /** What was found on one phantom. */
  record Finding(
      PhantomTruth truth,
      ClipResult result,
      Optional<Double> efError,
      List<Integer> edErrors,
      List<Integer> esErrors,
      int expected,
      int missed,
      int invented) {

    /** Whether a found beat is a premature one; empty where it is none of the true ones. */
    Optional<Boolean> isPremature(Beat beat) {
      return truth.beats().stream()
          .filter(
              b ->
                  near(truth, b.edFrame(), beat.endDiastolicFrame())
                      && near(truth, b.esFrame(), beat.endSystolicFrame()))
          .map(PhantomTruth.Beat::premature)
          .findFirst();
    }
  }

  private PhantomAgreement() {}

  static PhantomRequest request(int count, long seed) {
    return PhantomRequest.of(count, seed)
        .withEf(EfDistribution.EVEN, 15, 75)
        .withRecording(
            new org.echomotion.ingest.phantom.RecordingConditions(
                Optional.of(new Range(40, 150)),
                Optional.of(new Range(0.5, 4)),
                List.of(Rhythm.REGULAR, Rhythm.IRREGULAR, Rhythm.PREMATURE),
                Optional.of(new Range(0, 0.1)),
                Optional.of(new Range(0, 0.1))));
  }

  static List<Finding> measure(PhantomRequest request, MaskErrors errors) {
    return measure(request, errors, Along.NOTHING);
  }

  static List<Finding> measure(PhantomRequest request, MaskErrors errors, Along along) {
    List<Finding> findings = new ArrayList<>();
    for (PhantomSpec spec : PhantomSimulator.specs(request)) {
      findings.add(measure(spec, errors, along));
    }
    return findings;
  }

  private static Finding measure(PhantomSpec spec, MaskErrors errors, Along along) {
    PhantomSimulator phantom = PhantomSimulator.of(spec, OptionalInt.empty());
    PhantomTruth truth = phantom.truth();
    Random random = new Random(spec.seed());
    List<FrameContour> frames = new ArrayList<>();
    double noise = random.nextGaussian();
    for (int i = 0; i < truth.timesSec().size(); i++) {
      noise =
          errors.correlation() * noise
              + Math.sqrt(1 - errors.correlation() * errors.correlation()) * random.nextGaussian();
      double factor = 1 + errors.areaShare() * noise;
      if (random.nextDouble() < errors.outlierShare()) {
        factor *= 0.6 + 0.8 * random.nextDouble();
      }
      frames.add(new FrameContour(i, outline(phantom.mask(i), truth, factor), 0.3));
    }
    SegmentedClip clip =
        new SegmentedClip(
            frames,
            new FrameRate(spec.fps()),
            Optional.of(new PixelSpacing(truth.mmPerPx())),
            along.of(truth, new Random(spec.seed() + 1)));
    return compare(truth, ClipPipeline.measure(clip));
  }

  private static Optional<Contour> outline(byte[] labels, PhantomTruth truth, double areaFactor) {
    return MaskOutline.traceCavity(labels, truth.widthPx(), truth.heightPx())
        .map(contour -> scaled(contour, Math.sqrt(areaFactor)));
  }

  private static Contour scaled(Contour contour, double factor) {
    Point centre = contour.centroid();
    return new Contour(
        contour.vertices().stream().map(p -> centre.plus(p.minus(centre).times(factor))).toList());
  }

  private static Finding compare(PhantomTruth truth, ClipResult result) {
    List<Beat> found = result.beats().stream().map(AssessedBeat::beat).toList();
    List<Integer> edErrors = new ArrayList<>();
    List<Integer> esErrors = new ArrayList<>();
    int invented = 0;
    double end = seconds(truth, truth.timesSec().size() - 1);
    for (Beat beat : found) {
      OptionalInt ed = nearest(truth, truth.edFrames(), beat.endDiastolicFrame());
      OptionalInt es = nearest(truth, truth.esFrames(), beat.endSystolicFrame());
      if (ed.isEmpty() || es.isEmpty()) {
        // Beside the clip's ends the true frame may lie just outside.
        boolean atStart = ed.isEmpty() && seconds(truth, beat.endDiastolicFrame()) < END_SECONDS;
        boolean atEnd = es.isEmpty() && end - seconds(truth, beat.endSystolicFrame()) < END_SECONDS;
        invented += atStart || atEnd ? 0 : 1;
        continue;
      }
      edErrors.add(beat.endDiastolicFrame() - ed.getAsInt());
      esErrors.add(beat.endSystolicFrame() - es.getAsInt());
    }
    int expected = 0;
    int missed = 0;
    for (PhantomTruth.Beat beat : truth.beats()) {
      boolean within =
          seconds(truth, beat.edFrame()) >= END_SECONDS
              && seconds(truth, beat.esFrame()) <= end - END_SECONDS;
      if (!within) {
        continue;
      }
      expected++;
      boolean there =
          found.stream()
              .anyMatch(
                  b ->
                      near(truth, b.endDiastolicFrame(), beat.edFrame())
                          && near(truth, b.endSystolicFrame(), beat.esFrame()));
      missed += there ? 0 : 1;
    }
    Optional<Double> efError =
        result.outcome() instanceof ClipOutcome.Computed computed
            ? trueEf(truth).map(ef -> computed.ejectionFractionPercent() - ef)
            : Optional.empty();
    return new Finding(truth, result, efError, edErrors, esErrors, expected, missed, invented);
  }

  /**
   * Mean over the shown beats that are neither premature nor after a premature one, on the contours
   * as drawn; empty where the clip shows no such beat from end-diastole to end-systole.
   */
  private static Optional<Double> trueEf(PhantomTruth truth) {
    List<Double> values =
        truth.beats().stream()
            .filter(beat -> !beat.premature() && !beat.afterPremature())
            .map(
                beat ->
                    100
                        * (1
                            - truth.volumesMl().get(beat.esFrame())
                                / truth.volumesMl().get(beat.edFrame())))
            .toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.stream().mapToDouble(e -> e).sum() / values.size());
  }

  private static OptionalInt nearest(PhantomTruth truth, List<Integer> frames, int frame) {
    return frames.stream()
        .filter(candidate -> near(truth, frame, candidate))
        .mapToInt(Integer::intValue)
        .reduce((a, b) -> Math.abs(a - frame) <= Math.abs(b - frame) ? a : b);
  }

  private static boolean near(PhantomTruth truth, int a, int b) {
    return Math.abs(seconds(truth, a) - seconds(truth, b)) <= SAME_BEAT_SECONDS;
  }

  private static double seconds(PhantomTruth truth, int frame) {
    return truth.timesSec().get(frame);
  }

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    Along along =
        words.stream()
            .filter(word -> word.startsWith("ecg"))
            .findFirst()
            .map(
                word ->
                    Along.rWaves(word.equals("ecg") ? 0 : Double.parseDouble(word.substring(4))))
            .orElse(words.contains("times") ? Along.TIMES : Along.NOTHING);
    List<Finding> findings =
        measure(
            request(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1])),
            words.contains("noisy") ? MaskErrors.NETWORK : MaskErrors.NONE,
            along);
    System.out.println(Summary.of(findings));
    for (Rhythm rhythm : Rhythm.values()) {
      System.out.println(
          rhythm
              + ": "
              + Summary.of(findings.stream().filter(f -> f.truth().rhythm() == rhythm).toList()));
    }
    if (words.contains("verbose")) {
      findings.forEach(PhantomAgreement::print);
    }
  }

  private static void print(Finding finding) {
    PhantomTruth truth = finding.truth();
    System.out.printf(
        Locale.ROOT,
        "%s %s ef %.1f bpm %.0f fps %.0f n %d drift %.2f dropped %d: ef error %s, missed %d,"
            + " invented %d, ed %s es %s, true %s %s, found %s %s%n",
        truth.spec().name(),
        truth.rhythm(),
        truth.efPercent(),
        truth.spec().heartRateBpm(),
        truth.spec().fps(),
        truth.timesSec().size(),
        truth.spec().acquisition().driftShare(),
        truth.droppedFrames(),
        finding.efError().map(e -> String.format(Locale.ROOT, "%.2f", e)).orElse("-"),
        finding.missed(),
        finding.invented(),
        finding.edErrors(),
        finding.esErrors(),
        truth.edFrames(),
        truth.esFrames(),
        finding.result().beats().stream()
            .map(
                a ->
                    a.beat().endDiastolicFrame()
                        + "-"
                        + a.beat().endSystolicFrame()
                        + "-"
                        + a.beat().endFrame()
                        + (a.beat().complete() ? "" : "i")
                        + (a.included() ? "" : "x"))
            .toList(),
        finding.result().outcome() instanceof ClipOutcome.Withheld w ? w.cause() : "");
  }
}
