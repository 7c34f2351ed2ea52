package org.echomotion.xai.report;

import java.util.Optional;
import org.echomotion.contract.ef.v1.EjectionFraction;

/**
 * A clip on its study's page.
 *
 * @param result the clip's own result
 * @param endDiastolePng outline beside Grad-CAM; empty if there is no beat or no explanation
 * @param endSystolePng likewise
 * @param reportLink link to the clip's report, relative to the page; empty if it has none
 */
public record StudyClip(
    EjectionFraction result,
    Optional<byte[]> endDiastolePng,
    Optional<byte[]> endSystolePng,
    Optional<String> reportLink) {}
