package org.echomotion.activelearning.api;

import org.echomotion.activelearning.queue.Lease;
import org.echomotion.activelearning.queue.SubmittedAnnotation;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationTask;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.json.ProtoTime;

/** Turns leases and annotations into the contract's messages. */
final class QueueMessages {

  private QueueMessages() {}

  static LeaseNextResponse lease(Lease lease) {
    return LeaseNextResponse.newBuilder()
        .setTask(
            AnnotationTask.newBuilder()
                .setTaskId(lease.task().taskId().toString())
                .setClipId(lease.task().clipId().toString())
                .setFrameIndex(lease.task().frameIndex())
                .setUncertainty(lease.task().uncertainty())
                .addAllSuggestedContour(lease.task().suggestion().points())
                .setProvenance(lease.task().provenance()))
        .setLeaseToken(lease.token().toString())
        .setLeaseExpiresAt(ProtoTime.of(lease.expiresAt()))
        .build();
  }

  static Annotation annotation(SubmittedAnnotation annotation) {
    return Annotation.newBuilder()
        .setAnnotationId(annotation.id().toString())
        .setClipId(annotation.clipId().toString())
        .setStudyId(annotation.studyId().toString())
        .setFrameIndex(annotation.frameIndex())
        .setVerdict(
            annotation.verdict() == Verdict.OUTLINED
                ? AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED
                : AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE)
        .addAllContour(annotation.outline().points())
        .setSubmittedAt(ProtoTime.of(annotation.submittedAt()))
        .build();
  }
}
