package org.echomotion.ef.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.contour.Shapes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the masks, or the outlines, of a clip of 176 frames to its ejection fraction, on one core.
 * The command that runs it is in docs/ejection-fraction.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EjectionFractionBenchmark {

  private static final int FRAMES = 176;
  private static final int SIZE = FrameContour.SETTINGS.workingSizePixels();

  private final List<boolean[]> masks = new ArrayList<>();
  private SegmentedClip clip;

  @Setup
  public void beat() {
    for (int i = 0; i < FRAMES; i++) {
      double emptied = (1 - Math.cos(2 * Math.PI * (i / 50.0 - 0.2) / 0.9)) / 2;
      Contour shape = Shapes.halfEllipse(new Point(56, 88), 62 - 8 * emptied, 40 - 12 * emptied);
      masks.add(Shapes.digitise(shape, SIZE));
    }
    clip = clip();
  }

  private SegmentedClip clip() {
    List<FrameContour> frames = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      frames.add(new FrameContour(i, MaskOutline.trace(masks.get(i), SIZE, SIZE), 0.3));
    }
    return new SegmentedClip(frames, new FrameRate(50), Optional.of(new PixelSpacing(1.3)));
  }

  @Benchmark
  public ClipResult fromMasks() {
    return ClipPipeline.measure(clip());
  }

  @Benchmark
  public ClipResult fromOutlines() {
    return ClipPipeline.measure(clip);
  }
}
