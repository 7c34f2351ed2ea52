package org.echomotion.cli.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.activelearning.selection.ClipEvidence;
import org.echomotion.activelearning.selection.FrameEvidence;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.ef.api.messages.ResultMessages;
import org.echomotion.ef.api.peers.SegmentationClient;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.clip.Recording;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.model.FrameSegmenter;
import org.echomotion.segmentation.outline.FrameOutliner;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.outline.ProbabilityMap;

/** Outlines and measures the cines of a pool with a network, and finds the reasons of frames. */
final class PoolEvidence {

  /** The default settings of active-learning-service. */
  static final ClipEvidence.Settings SETTINGS = new ClipEvidence.Settings(0.2, 0.15, 2, 10);

  private final FrameOutliner outliner = new FrameOutliner(OutlineSettings.STANDARD);
  private final ClipEvidence evidence = new ClipEvidence(SETTINGS);

  /**
   * What the network shows about a clip.
   *
   * @param frames one per frame, in order
   * @param poorPicture whether the quality of its result is poor
   */
  record Evidence(PoolClip clip, List<FrameEvidence> frames, boolean poorPicture) {}

  private record Measured(PoolClip clip, List<FrameSegmentation> frames, EjectionFraction result) {}

  /** Returns the evidence of each clip, in order. */
  List<Evidence> of(List<PoolClip> clips, FrameSegmenter segmenter) {
    List<Measured> measured = clips.stream().map(clip -> measured(clip, segmenter)).toList();
    Map<String, List<Double>> bySubject = new HashMap<>();
    for (Measured each : measured) {
      if (each.result().hasEjectionFractionPercent()) {
        bySubject
            .computeIfAbsent(each.clip().subject(), subject -> new ArrayList<>())
            .add(each.result().getEjectionFractionPercent());
      }
    }
    return measured.stream()
        .map(
            each ->
                new Evidence(
                    each.clip(),
                    evidence.of(
                        each.frames(),
                        each.result(),
                        difference(bySubject.getOrDefault(each.clip().subject(), List.of()))),
                    each.result().getQuality().getGrade() == QualityGrade.QUALITY_GRADE_POOR))
        .toList();
  }

  /** Returns the difference of the two views in points; empty if there is only one. */
  private static OptionalDouble difference(List<Double> views) {
    return views.size() == 2
        ? OptionalDouble.of(views.get(0) - views.get(1))
        : OptionalDouble.empty();
  }

  private Measured measured(PoolClip clip, FrameSegmenter segmenter) {
    List<float[]> maps =
        segmenter.probabilities(clip.frames().stream().map(PreparedFrame::gray).toList());
    List<FrameSegmentation> frames = new ArrayList<>();
    List<FrameContour> contours = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      FrameSegmentation frame =
          message(
              outliner.outline(
                  i, new ProbabilityMap(WorkingFrame.SIDE, WorkingFrame.SIDE, maps.get(i))));
      frames.add(frame);
      SegmentationClient.add(contours, frame);
    }
    FrameRate rate = new FrameRate(clip.frameRateHz());
    return new Measured(
        clip,
        frames,
        ResultMessages.of(
                ClipPipeline.measure(new SegmentedClip(contours, rate, Optional.empty())),
                rate,
                Optional.empty(),
                Recording.NONE)
            .build());
  }

  private static FrameSegmentation message(
      org.echomotion.segmentation.outline.FrameSegmentation frame) {
    FrameSegmentation.Builder message =
        FrameSegmentation.newBuilder()
            .setFrameIndex(frame.frameIndex())
            .setMeanBoundaryEntropy(frame.meanBoundaryEntropy());
    for (int i = 0; i < frame.contour().xs().length; i++) {
      message.addContour(
          Point.newBuilder().setX(frame.contour().xs()[i]).setY(frame.contour().ys()[i]));
    }
    return message.build();
  }
}
