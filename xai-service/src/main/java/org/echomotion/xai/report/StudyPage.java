package org.echomotion.xai.report;

import java.util.List;
import java.util.Map;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;

/** Writes {@code study.html}. */
public final class StudyPage {

  private final PageTemplate template = new PageTemplate("study");

  /**
   * Returns the page of one study. The same input gives the same text, because it has no time of
   * writing.
   *
   * @param study the combined result
   * @param clips all clips of the study with a result, oldest first
   * @return HTML, UTF-8
   */
  public byte[] html(StudyEjectionFraction study, List<StudyClip> clips) {
    return template.html(Map.of("page", new StudyPageText(study, clips)));
  }
}
