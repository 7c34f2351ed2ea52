package org.echomotion.xai.report;

import java.util.Optional;
import org.echomotion.contract.ef.v1.EjectionFraction;

/**
 * A clip on its study's page.
 *
 * @param result the clip's own
 * @param endDiastolePng outline beside Grad-CAM; empty where there is no beat or no explanation
 * @param endSystolePng likewise
 * @param reportLink where the clip's report is, seen from the page; empty where it has none
 */
public record StudyClip(
    EjectionFraction result,
    Optional<byte[]> endDiastolePng,
    Optional<byte[]> endSystolePng,
    Optional<String> reportLink) {}
