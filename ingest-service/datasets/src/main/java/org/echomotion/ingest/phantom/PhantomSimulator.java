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

/** Plays one phantom's heart and renders its frames, in memory or frame by frame. */
public final class PhantomSimulator {

  /** Takes the frames in order. */
  @FunctionalInterface
  public interface FrameSink {
    /**
     * Takes a frame.
     *
     * @param index frame number from 0
     * @param gray u8 [height, width]
     * @param mask u8 labels [height, width], empty if masks are not requested
     */
    void accept(int index, byte[] gray, byte[] mask);
  }

  /** Separates the random numbers of the dropped frames from all others. */
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

  /** The specs that the request stands for, in order. */
  public static List<PhantomSpec> specs(PhantomRequest request) {
    return Population.specs(request);
  }

  /** Plans a phantom: its truth is known at once, its frames are rendered on demand. */
  public static PhantomSimulator of(PhantomSpec spec, OptionalInt sparseFrames) {
    return new PhantomSimulator(spec, sparseFrames);
  }

  /** The whole phantom with masks, in memory. */
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
   * @param stop asked before each frame; true ends early
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

  /** All frames but the dropped ones; the first and the last are always there. */
  private int[] recorded() {
    double dropped = spec.acquisition().droppedShare();
    Draw lost = new Draw(Draw.mix(spec.seed() ^ DROPPED));
    int last = spec.frames() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> dropped == 0 || !lost.chance(dropped) || i == 0 || i == last)
        .toArray();
  }

  /** ED and ES of the first whole beat, and frames scattered evenly over that beat. */
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
    // The golden ratio scatters any number of points evenly, without choosing the number first.
    for (int j = 1; chosen.size() < Math.min(count, length) && j < 10_000; j++) {
      chosen.add(ed + (int) (j * 0.6180339887498949 % 1 * length));
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The mask of one frame alone, which is much less work than its picture.
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

  /** On the frame nearest to the time, or at the time where the clip has ended. */
  private double volumeAt(double timeSec) {
    OptionalInt index = indexOf(frame(timeSec));
    double shown =
        index.isPresent()
            ? frameNumbers[index.getAsInt()] / spec.fps()
            : frame(timeSec) / spec.fps();
    return scene.heart().leftVentricle(shown).volumeMl();
  }

  /**
   * Where the frame is among those that there are; the nearest one in place of a dropped one; empty
   * outside the clip, and for frames that a sparse phantom leaves out.
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
