package org.echomotion.ingest.dataset.published;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.prepared.PreparationReport.Skipped;

/** The clips that a reader read and the ones it skipped. */
final class Heard implements DatasetReader.Visitor {

  private final List<LabelledClip> clips = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  List<LabelledClip> clips() {
    return clips;
  }

  List<Skipped> skipped() {
    return skipped;
  }

  @Override
  public void expected(int count) {}

  @Override
  public void clip(LabelledClip clip) {
    clips.add(clip);
  }

  @Override
  public void skipped(String what, String why) {
    skipped.add(new Skipped(what, why));
  }

  @Override
  public void derived(LabelledClip clip) {
    throw new AssertionError("a reader derives nothing");
  }

  @Override
  public void notDerived(String what, String why) {
    throw new AssertionError("a reader derives nothing");
  }
}
