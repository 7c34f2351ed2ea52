package org.echomotion.ingest.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.echomotion.ingest.phantom.PhantomTruth.Line;
import org.echomotion.ingest.phantom.PhantomTruth.Tracing;

/** Plays one phantom's heart and renders its frames, in memory or frame by frame. */
public final class PhantomSimulator {

  /** Takes the frames in order. */
  @FunctionalInterface
  public interface FrameSink {
    /**
     * @param index frame number from 0
     * @param gray u8 [height, width]
     * @param mask u8 labels [height, width], empty where none were asked for
     */
    void accept(int index, byte[] gray, byte[] mask);
  }

  private final PhantomSpec spec;
  private final Population.Scene scene;
  private final Draw draw;
  private final int[] frameNumbers;
  private final PhantomTruth truth;

  private PhantomSimulator(PhantomSpec spec, OptionalInt sparseFrames) {
    this.spec = spec;
    this.draw = new Draw(spec.seed());
    this.scene = Population.scene(spec, draw.stream(1));
    List<CardiacCycle.Beat> beats = scene.heart().cycle().beats();
    this.frameNumbers = sparseFrames.isPresent() ? spread(beats, sparseFrames.getAsInt()) : all();
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

  private int[] all() {
    int[] numbers = new int[spec.frames()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  /** ED and ES of the first whole beat, and frames scattered evenly over that beat. */
  private int[] spread(List<CardiacCycle.Beat> beats, int count) {
    CardiacCycle.Beat beat = scene.heart().cycle().firstWholeBeat(spec.fps(), spec.frames());
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
    for (CardiacCycle.Beat beat : beats) {
      indexOf(frame(beat.startSec())).ifPresent(edFrames::add);
      indexOf(frame(beat.endSystoleSec())).ifPresent(esFrames::add);
    }
    CardiacCycle.Beat traced = scene.heart().cycle().firstWholeBeat(spec.fps(), spec.frames());
    int ed = indexOf(frame(traced.startSec())).orElseThrow();
    int es = indexOf(frame(traced.endSystoleSec())).orElseThrow();
    double edv = volumes.get(ed);
    double esv = volumes.get(es);
    Sector sector = scene.sector();
    return new PhantomTruth(
        spec,
        sector.width(),
        sector.height(),
        sector.mmPerPx(),
        times,
        volumes,
        edFrames,
        esFrames,
        tracing(ed),
        tracing(es),
        edv,
        esv,
        100 * (edv - esv) / edv);
  }

  private OptionalInt indexOf(int frameNumber) {
    int index = java.util.Arrays.binarySearch(frameNumbers, frameNumber);
    return index >= 0 ? OptionalInt.of(index) : OptionalInt.empty();
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
    Sector sector = scene.sector();
    return new Line(
        sector.column(mm[0]), sector.row(mm[1]), sector.column(mm[2]), sector.row(mm[3]));
  }
}
