package org.echomotion.activelearning.queue;

import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;

/**
 * A frame to outline.
 *
 * @param clipId the clip
 * @param studyId its study
 * @param frameIndex from 0
 * @param uncertainty mean boundary entropy, nats
 * @param suggestion the model's own outline
 * @param provenance software and model that made the suggestion
 */
public record AnnotationTask(
    UUID taskId,
    UUID clipId,
    UUID studyId,
    int frameIndex,
    double uncertainty,
    Outline suggestion,
    Provenance provenance) {}
