package org.echomotion.xai.report;

import java.util.Map;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ingest.v1.Clip;

/** Writes {@code report.html}. */
public final class Report {

  private final PageTemplate template = new PageTemplate("report");

  /**
   * Returns the report of one clip. The same input gives the same text, because it has no time of
   * writing.
   *
   * @return HTML, UTF-8
   */
  public byte[] html(Clip clip, EjectionFraction result, ReportPictures pictures) {
    return template.html(
        Map.of(
            "page", new ReportText(clip, result),
            "overlay", PageTemplate.dataUri("video/mp4", pictures.overlayMp4()),
            "curve", PageTemplate.dataUri(pictures.curvePng()),
            "ed", PageTemplate.dataUri(pictures.endDiastolePng()),
            "es", PageTemplate.dataUri(pictures.endSystolePng())));
  }
}
