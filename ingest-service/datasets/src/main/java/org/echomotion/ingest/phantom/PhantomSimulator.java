package org.echomotion.ingest.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.echomotion.ingest.phantom.PhantomTruth.Line;
import org.echomotion.ingest.phantom.PhantomTruth.Tracing;
import org.echomotion.ingest.phantom.heart.Anatomy;
import org.echomotion.ingest.phantom.heart.CardiacCycle;
import org.echomotion.ingest.phantom.heart.Heart;
import org.echomotion.ingest.phantom.heart.LeftVentricle;
import org.echomotion.ingest.phantom.heart.WidthProfile;
import org.echomotion.ingest.phantom.picture.FrameRenderer;
import org.echomotion.ingest.phantom.picture.PhantomFan;

/** Simulates one phantom's heart and renders its frames, in memory or frame by frame. */
public final class PhantomSimulator {

  /** Receives the frames in order. */
  @FunctionalInterface
  public interface FrameSink {
    /**
     * Receives a frame.
     *
     * @param index frame number from 0
     * @param gray u8 [height, width]
     * @param mask u8 labels [height, width], empty if masks are not requested
     */
    void accept(int index, byte[] gray, byte[] mask);
  }

  /** Seed of a separate random stream for the dropped frames. */
  private static final long DROPPED = 0x6c6f7374L;

  private final PhantomSpec spec;
  private final Population.Scene scene;
  private final boolean sparse;
  private final int[] frameNumbers;
  private final PhantomTruth truth;

  private PhantomSimulator(PhantomSpec spec, OptionalInt sparseFrames) {
    this.spec = spec;
    this.sparse = sparseFrames.isPresent();
    this.scene = Population.scene(spec, new Draw(spec.seed()).stream(1));
    List<CardiacCycle.Beat> beats = scene.heart().cycle().beats();
    this.frameNumbers = sparseFrames.isPresent() ? spread(sparseFrames.getAsInt()) : recorded();
    this.truth = truth(beats);
  }

  /** Returns the specs of a request, in order. */
  public static List<PhantomSpec> specs(PhantomRequest request) {
    return Population.specs(request);
  }

  /** Prepares a phantom. Its truth is computed now, and its frames are rendered on demand. */
  public static PhantomSimulator of(PhantomSpec spec, OptionalInt sparseFrames) {
    return new PhantomSimulator(spec, sparseFrames);
  }

  /** Simulates a whole phantom with masks in memory. */
  public static Phantom simulate(PhantomSpec spec, OptionalInt sparseFrames) {
    PhantomSimulator simulator = of(spec, sparseFrames);
    List<byte[]> frames = new ArrayList<>();
    List<byte[]> masks = new ArrayList<>();
    simulator.render(
        true,
        (index, gray, mask) -> {
          frames.add(gray);
          masks.add(mask);
        },
        () -> false);
    return new Phantom(simulator.truth(), frames, masks);
  }

  public PhantomTruth truth() {
    return truth;
  }

  /**
   * Renders every frame into the sink.
   *
   * @param stop checked before each frame; true ends the rendering early
   */
  public void render(boolean masks, FrameSink sink, BooleanSupplier stop) {
    Heart heart = scene.heart();
    FrameRenderer renderer =
        new FrameRenderer(
            spec, scene.sector(), heart.build().lengthMm(), new Draw(Draw.mix(spec.seed())));
    for (int i = 0; i < frameNumbers.length && !stop.getAsBoolean(); i++) {
      double time = frameNumbers[i] / spec.fps();
      Anatomy anatomy = heart.at(time);
      byte[] gray = renderer.render(anatomy, time);
      sink.accept(i, gray, masks ? anatomy.mask(scene.sector()) : new byte[0]);
    }
  }

  /** Numbers of all frames except the dropped ones. The first and the last are never dropped. */
  private int[] recorded() {
    double dropped = spec.acquisition().droppedShare();
    Draw lost = new Draw(Draw.mix(spec.seed() ^ DROPPED));
    int last = spec.frames() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> dropped == 0 || !lost.chance(dropped) || i == 0 || i == last)
        .toArray();
  }

  /** Numbers of ED and ES of the first whole beat, and of frames spread evenly over that beat. */
  private int[] spread(int count) {
    CardiacCycle.Beat beat =
        scene
            .heart()
            .cycle()
            .firstWholeBeat(spec.fps(), spec.frames())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a clip of "
                            + spec.frames()
                            + " frames holds no end-diastole with its end-systole; "
                            + "ask for more frames"));
    int ed = frame(beat.startSec());
    int length =
        Math.max(2, Math.min(spec.frames() - 1, frame(beat.startSec() + beat.lengthSec())) - ed);
    TreeSet<Integer> chosen = new TreeSet<>();
    chosen.add(ed);
    chosen.add(frame(beat.endSystoleSec()));
    // The golden ratio spreads points evenly, whatever their number.
    for (int j = 1; chosen.size() < Math.min(count, length) && j < 10_000; j++) {
      chosen.add(ed + (int) (j * 0.6180339887498949 % 1 * length));
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Computes the mask of one frame. This is much faster than rendering its picture.
   *
   * @param index frame number from 0
   * @return u8 labels [height, width]: 0 background, 1 LV cavity, 2 myocardium, 3 left atrium
   */
  public byte[] mask(int index) {
    return scene.heart().at(frameNumbers[index] / spec.fps()).mask(scene.sector());
  }

  private int frame(double timeSec) {
    return (int) Math.round(timeSec * spec.fps());
  }

  private PhantomTruth truth(List<CardiacCycle.Beat> beats) {
    List<Double> times = new ArrayList<>();
    List<Double> volumes = new ArrayList<>();
    for (int number : frameNumbers) {
      times.add(number / spec.fps());
      volumes.add(scene.heart().leftVentricle(number / spec.fps()).volumeMl());
    }
    List<Integer> edFrames = new ArrayList<>();
    List<Integer> esFrames = new ArrayList<>();
    List<PhantomTruth.Beat> shown = new ArrayList<>();
    for (CardiacCycle.Beat beat : beats) {
      OptionalInt ed = indexOf(frame(beat.startSec()));
      OptionalInt es = indexOf(frame(beat.endSystoleSec()));
      ed.ifPresent(edFrames::add);
      es.ifPresent(esFrames::add);
      if (ed.isPresent() && es.isPresent()) {
        boolean after = !beat.premature() && !beat.usual();
        shown.add(new PhantomTruth.Beat(ed.getAsInt(), es.getAsInt(), beat.premature(), after));
      }
    }
    CardiacCycle cycle = scene.heart().cycle();
    Optional<CardiacCycle.Beat> traced = cycle.firstWholeBeat(spec.fps(), spec.frames());
    Optional<CardiacCycle.Beat> described = cycle.describedBeat(spec.fps(), spec.frames());
    double edv = described.map(beat -> volumeAt(beat.startSec())).orElse(spec.edvMl());
    double esv =
        described
            .map(beat -> volumeAt(beat.endSystoleSec()))
            .orElse(spec.edvMl() * (1 - spec.efPercent() / 100));
    PhantomFan sector = scene.sector();
    return new PhantomTruth(
        spec,
        sector.width(),
        sector.height(),
        sector.mmPerPx(),
        times,
        volumes,
        edFrames,
        esFrames,
        sparse ? 0 : spec.frames() - frameNumbers.length,
        cycle.rhythm(),
        shown,
        traced.map(beat -> tracing(indexOf(frame(beat.startSec())).orElseThrow())),
        traced.map(beat -> tracing(indexOf(frame(beat.endSystoleSec())).orElseThrow())),
        edv,
        esv,
        100 * (edv - esv) / edv);
  }

  /** Volume on the recorded frame nearest to the time; at the time itself if there is none. */
  private double volumeAt(double timeSec) {
    OptionalInt index = indexOf(frame(timeSec));
    double shown =
        index.isPresent()
            ? frameNumbers[index.getAsInt()] / spec.fps()
            : frame(timeSec) / spec.fps();
    return scene.heart().leftVentricle(shown).volumeMl();
  }

  /**
   * Returns the index of a frame among the recorded frames; for a dropped frame, the index of the
   * nearest one. Empty outside the clip, and for frames that a sparse phantom leaves out.
   */
  private OptionalInt indexOf(int frameNumber) {
    int index = Arrays.binarySearch(frameNumbers, frameNumber);
    if (index >= 0) {
      return OptionalInt.of(index);
    }
    int after = -index - 1;
    if (sparse || after == 0 || after == frameNumbers.length) {
      return OptionalInt.empty();
    }
    boolean nearerBefore =
        frameNumber - frameNumbers[after - 1] <= frameNumbers[after] - frameNumber;
    return OptionalInt.of(nearerBefore ? after - 1 : after);
  }

  private Tracing tracing(int index) {
    LeftVentricle lv = scene.heart().leftVentricle(frameNumbers[index] / spec.fps());
    List<Line> lines = new ArrayList<>();
    lines.add(
        line(
            new double[] {lv.x(0, 0), lv.y(0, 0), lv.x(lv.lengthMm(), 0), lv.y(lv.lengthMm(), 0)}));
    for (int i = 0; i < WidthProfile.DISKS; i++) {
      lines.add(line(lv.chord(i)));
    }
    return new Tracing(index, lines);
  }

  private Line line(double[] mm) {
    PhantomFan sector = scene.sector();
    return new Line(
        sector.column(mm[0]), sector.row(mm[1]), sector.column(mm[2]), sector.row(mm[3]));
  }
}
