package org.echomotion.ingest.dataset.beating;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.warp.LabelledPicture;
import org.echomotion.ingest.decode.Cine;

/** Pairs each subject's labelled ED and ES frames of one view as clips arrive. */
final class PhasePairs {

  private final Map<String, Map<Phase, Labelled>> waiting = new LinkedHashMap<>();

  private record Labelled(LabelledClip clip, LabelledFrame frame) {

    LabelledPicture picture() {
      Cine cine = clip.cine();
      return new LabelledPicture(
          cine.frames().get(frame.frame()),
          frame.labels().orElseThrow(),
          cine.rows(),
          cine.columns());
    }
  }

  /** Adds a clip and returns the pair that it completes; empty if it completes none. */
  Optional<PhasePair> add(LabelledClip clip) {
    String subject = clip.subject() + " " + clip.view();
    Map<Phase, Labelled> known = waiting.computeIfAbsent(subject, s -> new LinkedHashMap<>());
    for (LabelledFrame frame : clip.frames()) {
      if (frame.phase() != Phase.MID && frame.labels().isPresent()) {
        known.putIfAbsent(frame.phase(), new Labelled(clip, frame));
      }
    }
    Labelled diastole = known.get(Phase.ED);
    Labelled systole = known.get(Phase.ES);
    if (diastole == null || systole == null) {
      return Optional.empty();
    }
    waiting.remove(subject);
    return Optional.of(new PhasePair(diastole.clip(), diastole.picture(), systole.picture()));
  }

  /** Subjects and views with only one phase, and the missing phase. */
  Map<String, String> unpaired() {
    Map<String, String> alone = new LinkedHashMap<>();
    waiting.forEach(
        (subject, known) ->
            alone.put(
                subject,
                known.containsKey(Phase.ED)
                    ? "no labelled ES frame to warp its ED frame to"
                    : "no labelled ED frame to warp to its ES frame"));
    return alone;
  }
}
