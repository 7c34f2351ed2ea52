package org.echomotion.xai.report;

import java.util.Optional;

/**
 * What the report shows beside numbers.
 *
 * @param overlayMp4 the outline on every frame, MP4
 * @param curvePng the curves; empty where nothing was measured
 * @param endDiastolePng outline beside Grad-CAM; empty where there is no beat
 * @param endSystolePng likewise
 */
public record ReportPictures(
    byte[] overlayMp4,
    Optional<byte[]> curvePng,
    Optional<byte[]> endDiastolePng,
    Optional<byte[]> endSystolePng) {}
