package org.echomotion.ingest.dataset.labelled;

/** Passes everything on except clips. Subclasses may change clips or make others from them. */
public abstract class PassedOn implements DatasetReader.Visitor {

  /** The next visitor. */
  protected final DatasetReader.Visitor next;

  public PassedOn(DatasetReader.Visitor next) {
    this.next = next;
  }

  @Override
  public final void expected(int clips) {
    next.expected(clips);
  }

  @Override
  public final void skipped(String what, String why) {
    next.skipped(what, why);
  }

  @Override
  public final void derived(LabelledClip clip) {
    next.derived(clip);
  }

  @Override
  public final void notDerived(String what, String why) {
    next.notDerived(what, why);
  }
}
