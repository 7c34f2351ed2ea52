package org.echomotion.xai.report;

import java.util.Optional;

/**
 * The pictures of the report.
 *
 * @param overlayMp4 the outline on every frame, MP4
 * @param curvePng the curves; empty if nothing was measured
 * @param endDiastolePng outline beside Grad-CAM; empty if there is no beat
 * @param endSystolePng likewise
 */
public record ReportPictures(
    byte[] overlayMp4,
    Optional<byte[]> curvePng,
    Optional<byte[]> endDiastolePng,
    Optional<byte[]> endSystolePng) {}
