package org.echomotion.activelearning.store;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.contract.activelearning.v1.Agreement;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.AnnotationTask;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.ConsensusMethod;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.contract.activelearning.v1.FrameQuality;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.common.v1.View;
import org.echomotion.json.ProtoTime;
import org.jspecify.annotations.Nullable;

/** Turns rows into the contract's messages. */
@ApplicationScoped
class QueueMessages {

  private static final String GEOMETRY =
      """
      select display_height, display_width, working_scale, offset_x, offset_y,
        mm_per_working_pixel, frame_count, frame_rate_hz
      from ingest.clip where id = :clip
      """;

  private final EntityManager entities;
  private final Drafts drafts;

  QueueMessages(EntityManager entities, Drafts drafts) {
    this.entities = entities;
    this.drafts = drafts;
  }

  /** Returns a lease; empty if its study was deleted meanwhile. */
  Optional<Lease> lease(SlotEntity slot) {
    @Nullable FrameEntity frame = entities.find(FrameEntity.class, slot.frameId);
    return frame == null
        ? Optional.empty()
        : geometry(frame.clipId).map(geometry -> lease(slot, frame, geometry));
  }

  private Lease lease(SlotEntity slot, FrameEntity frame, FrameGeometry geometry) {
    UUID token = Objects.requireNonNull(slot.token);
    AnnotationTask.Builder task =
        AnnotationTask.newBuilder()
            .setTaskId(slot.id.toString())
            .setClipId(frame.clipId.toString())
            .setFrameIndex(frame.frameIndex)
            .setUncertainty(frame.uncertainty)
            .setProvenance(frame.provenance())
            .addAllReasons(frame.reasonMessages())
            .setPhase(phase(frame.phase))
            .setView(view(frame))
            .setCampaignId(frame.campaignId.toString())
            .setWithoutProposal(slot.withoutProposal)
            .setGeometry(geometry);
    if (!slot.withoutProposal) {
      task.addAllSuggestedContour(frame.suggestion().points());
    }
    Lease.Builder lease =
        Lease.newBuilder()
            .setTask(task)
            .setLeaseToken(token.toString())
            .setLeaseExpiresAt(ProtoTime.of(Objects.requireNonNull(slot.expiresAt)));
    drafts
        .ofFrame(frame.clipId, frame.frameIndex, Objects.requireNonNull(slot.reader), token)
        .ifPresent(lease::setDraft);
    return lease.build();
  }

  Annotation annotation(AnnotationEntity annotation, FrameEntity frame) {
    Annotation.Builder message =
        Annotation.newBuilder()
            .setAnnotationId(annotation.id.toString())
            .setClipId(frame.clipId.toString())
            .setStudyId(frame.studyId.toString())
            .setFrameIndex(frame.frameIndex)
            .setVerdict(verdict(annotation.verdict))
            .addAllContour(annotation.outline().points())
            .setSubmittedAt(ProtoTime.of(annotation.submittedAt))
            .setAnnotator(annotation.annotator)
            .setTaskId(annotation.slotId == null ? "" : annotation.slotId.toString())
            .setProvenance(frame.provenance())
            .setWithoutProposal(annotation.withoutProposal)
            .setPhase(phase(frame.phase))
            .setQuality(
                annotation.quality == null
                    ? FrameQuality.FRAME_QUALITY_UNSPECIFIED
                    : FrameQuality.valueOf("FRAME_QUALITY_" + annotation.quality))
            .setTimeSpent(duration(annotation.seconds))
            .setRole(AnnotationRole.valueOf("ANNOTATION_ROLE_" + annotation.role))
            .setSuperseded(annotation.round < frame.round)
            .setFrameId(frame.id.toString())
            .setView(view(frame))
            .setRandomSample(frame.randomSample);
    try {
      message.setProvenance(
          org.echomotion.contract.common.v1.Provenance.parseFrom(annotation.provenance));
      if (annotation.drawing != null) {
        message.setDrawing(Drawing.parseFrom(annotation.drawing).toBuilder().clearContour());
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("active_learning.annotation holds unreadable bytes", e);
    }
    return message.build();
  }

  QueuedFrame frame(FrameEntity frame, List<AnnotationEntity> annotations) {
    QueuedFrame.Builder message =
        QueuedFrame.newBuilder()
            .setFrameId(frame.id.toString())
            .setClipId(frame.clipId.toString())
            .setStudyId(frame.studyId.toString())
            .setFrameIndex(frame.frameIndex)
            .setState(FrameState.valueOf("FRAME_STATE_" + frame.state))
            .setGold(frame.gold)
            .addAllSuggestedContour(frame.suggestion().points())
            .setPhase(phase(frame.phase))
            .setView(view(frame))
            .addAllReasons(frame.reasonMessages())
            .setCampaignId(frame.campaignId.toString())
            .setCorrectionPending(frame.correctionPending);
    geometry(frame.clipId).ifPresent(message::setGeometry);
    annotations.forEach(each -> message.addAnnotations(annotation(each, frame)));
    if (frame.agreementDice != null) {
      Agreement.Builder agreement = Agreement.newBuilder().setDice(frame.agreementDice);
      if (frame.agreementMm != null) {
        agreement.setMeanDistanceMm(frame.agreementMm);
      }
      message.setAgreement(agreement);
    }
    if (frame.resultVerdict != null && frame.resultMethod != null) {
      message
          .setVerdict(verdict(frame.resultVerdict))
          .setMethod(ConsensusMethod.valueOf("CONSENSUS_METHOD_" + frame.resultMethod));
      frame.result().ifPresent(outline -> message.addAllContour(outline.points()));
    }
    return message.build();
  }

  /** Returns the size of a clip and of its frames; empty if the clip was deleted meanwhile. */
  Optional<FrameGeometry> geometry(UUID clip) {
    return Rows.map(
            entities.createNativeQuery(GEOMETRY).setParameter("clip", clip),
            QueueMessages::geometry)
        .stream()
        .findFirst();
  }

  private static FrameGeometry geometry(Object[] row) {
    FrameGeometry.Builder geometry =
        FrameGeometry.newBuilder()
            .setDisplayHeight(((Number) row[0]).intValue())
            .setDisplayWidth(((Number) row[1]).intValue())
            .setWorkingScale(((Number) row[2]).doubleValue())
            .setOffsetX(((Number) row[3]).doubleValue())
            .setOffsetY(((Number) row[4]).doubleValue())
            .setFrameCount(((Number) row[6]).intValue())
            .setFrameRateHz(((Number) row[7]).doubleValue());
    if (row[5] != null) {
      geometry.setMmPerWorkingPixel(((Number) row[5]).doubleValue());
    }
    return geometry.build();
  }

  /** Returns the scale of a clip, mm per working pixel; empty if its file states none. */
  OptionalDouble scale(UUID clip) {
    return geometry(clip).stream()
        .filter(FrameGeometry::hasMmPerWorkingPixel)
        .mapToDouble(FrameGeometry::getMmPerWorkingPixel)
        .findFirst();
  }

  private static View view(FrameEntity frame) {
    return View.valueOf("VIEW_" + frame.view);
  }

  static AnnotationVerdict verdict(Verdict verdict) {
    return AnnotationVerdict.valueOf("ANNOTATION_VERDICT_" + verdict);
  }

  private static CardiacPhase phase(Phase phase) {
    return phase == Phase.OTHER
        ? CardiacPhase.CARDIAC_PHASE_UNSPECIFIED
        : CardiacPhase.valueOf("CARDIAC_PHASE_" + phase);
  }

  static Duration duration(double seconds) {
    long whole = (long) seconds;
    return Duration.newBuilder()
        .setSeconds(whole)
        .setNanos((int) ((seconds - whole) * 1e9))
        .build();
  }
}
