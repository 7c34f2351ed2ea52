package org.echomotion.activelearning.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;

/** Finds the reasons to choose each frame of a clip, from its outlines and measurements. */
public final class ClipEvidence {

  /**
   * The constants that the choice depends on.
   *
   * @param minimumUncertainty least mean boundary entropy of an uncertain contour, nats
   * @param areaJump least difference from the median of the neighbours that counts as a jump, share
   *     of the area
   * @param neighbours frames on each side that the area is compared with
   * @param viewDifference least difference at which the views disagree, points
   */
  public record Settings(
      double minimumUncertainty, double areaJump, int neighbours, double viewDifference) {}

  private final Settings settings;

  public ClipEvidence(Settings settings) {
    this.settings = settings;
  }

  /**
   * Returns the evidence of each frame, in order.
   *
   * @param frames all frames in order
   * @param result the clip's result, with its beats
   * @param viewDifferencePoints difference of the study's views; empty if it has one view only
   */
  public List<FrameEvidence> of(
      List<FrameSegmentation> frames,
      EjectionFraction result,
      OptionalDouble viewDifferencePoints) {
    List<Outline> outlines =
        frames.stream().map(frame -> new Outline(frame.getContourList())).toList();
    double[] areas = outlines.stream().mapToDouble(each -> each.polygon().getArea()).toArray();
    Map<Integer, Phase> phases = new HashMap<>();
    Map<Integer, Double> sensitivity = new HashMap<>();
    for (Beat beat : result.getBeatsList()) {
      phases.put(beat.getEndDiastolicFrame(), Phase.END_DIASTOLE);
      phases.put(beat.getEndSystolicFrame(), Phase.END_SYSTOLE);
      if (beat.getIncluded()) {
        // EF = 1 - ESV / EDV, so a relative error of either volume changes it by ESV / EDV.
        double remaining = 100 - beat.getEjectionFractionPercent();
        sensitivity.merge(
            beat.getEndDiastolicFrame(),
            remaining * beat.getEndDiastolicDisks().getRelativeVolumeSd(),
            Math::max);
        sensitivity.merge(
            beat.getEndSystolicFrame(),
            remaining * beat.getEndSystolicDisks().getRelativeVolumeSd(),
            Math::max);
      }
    }
    double empty = Arrays.stream(areas).filter(area -> area == 0).count() / (double) areas.length;
    IntToDoubleFunction seconds = clock(result);
    List<FrameEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Map<Reason, Double> reasons = new EnumMap<>(Reason.class);
      if (areas[i] == 0) {
        reasons.put(Reason.NO_VENTRICLE, empty);
      } else {
        double jump = jump(areas, i);
        if (jump >= settings.areaJump()) {
          reasons.put(Reason.AREA_JUMP, jump);
        }
        if (frames.get(i).getMeanBoundaryEntropy() >= settings.minimumUncertainty()) {
          reasons.put(Reason.CONTOUR_UNCERTAIN, frames.get(i).getMeanBoundaryEntropy());
        }
      }
      Double sensitive = sensitivity.get(i);
      if (sensitive != null) {
        reasons.put(Reason.EF_SENSITIVE, sensitive);
        double difference = Math.abs(viewDifferencePoints.orElse(0));
        if (difference >= settings.viewDifference()) {
          reasons.put(Reason.VIEWS_DISAGREE, difference);
        }
      }
      evidence.add(
          new FrameEvidence(
              i,
              seconds.applyAsDouble(i),
              phases.getOrDefault(i, Phase.OTHER),
              frames.get(i).getMeanBoundaryEntropy(),
              VentricleShape.of(outlines.get(i)),
              reasons));
    }
    return evidence;
  }

  private static IntToDoubleFunction clock(EjectionFraction result) {
    List<Double> times = result.getFrameTimesSecondsList();
    return times.isEmpty() ? i -> i / result.getFrameRateHz() : i -> times.get(i);
  }

  /** Returns how far an area is from the median of its neighbours, as a share of the median. */
  private double jump(double[] areas, int index) {
    int first = Math.max(0, index - settings.neighbours());
    int last = Math.min(areas.length - 1, index + settings.neighbours());
    double[] around = new double[last - first];
    int count = 0;
    for (int i = first; i <= last; i++) {
      if (i != index && areas[i] > 0) {
        around[count++] = areas[i];
      }
    }
    if (count < settings.neighbours()) {
      return 0;
    }
    Arrays.sort(around, 0, count);
    double median = (around[(count - 1) / 2] + around[count / 2]) / 2;
    return Math.abs(areas[index] - median) / median;
  }
}
