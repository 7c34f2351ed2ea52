package org.echomotion.segmentation.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.Segmentation;
import org.echomotion.segmentation.outline.Contour;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.Provenance;

/** Converts records to messages of the contract. */
final class SegmentationMessages {

  private SegmentationMessages() {}

  static org.echomotion.contract.common.v1.Provenance of(Provenance p) {
    return org.echomotion.contract.common.v1.Provenance.newBuilder()
        .setModelName(p.modelName())
        .setModelVersion(p.modelVersion())
        .setModelSha256(p.modelSha256())
        .setModelLicence(p.modelLicence())
        .setPreprocessingVersion(p.preprocessingVersion())
        .setSoftwareVersion(p.softwareVersion())
        .setConfigurationHash(p.configurationHash())
        .build();
  }

  static Segmentation of(ClipSegmentation s) {
    return Segmentation.newBuilder()
        .setClipId(s.clipId().toString())
        .setStudyId(s.studyId().toString())
        .setFrameCount(s.frameCount())
        .setHeight(s.height())
        .setWidth(s.width())
        .setMeanBoundaryEntropy(s.meanBoundaryEntropy())
        .setProvenance(of(s.provenance()))
        .build();
  }

  static FrameSegmentation of(org.echomotion.segmentation.outline.FrameSegmentation frame) {
    FrameSegmentation.Builder message =
        FrameSegmentation.newBuilder()
            .setFrameIndex(frame.frameIndex())
            .setMask(ByteString.copyFrom(frame.mask().bits()))
            .setMeanBoundaryEntropy(frame.meanBoundaryEntropy())
            .setMeanProbability(frame.meanProbability());
    Contour contour = frame.contour();
    for (int i = 0; i < contour.size(); i++) {
      message.addContour(Point.newBuilder().setX(contour.xs()[i]).setY(contour.ys()[i]));
    }
    return message.build();
  }

  /** Always the same bytes for the same segmentation. */
  static ClipSegmented segmented(ClipIngested clip, ViewFinding view, ClipSegmentation s) {
    Instant at = s.createdAt();
    return ClipSegmented.newBuilder()
        .setStudyId(s.studyId().toString())
        .setClipId(s.clipId().toString())
        .setOccurredAt(
            Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
        .setClip(clip)
        .setView(view)
        .setProvenance(of(s.provenance()))
        .setTenant(clip.getTenant())
        .setActor(clip.getActor())
        .build();
  }
}
