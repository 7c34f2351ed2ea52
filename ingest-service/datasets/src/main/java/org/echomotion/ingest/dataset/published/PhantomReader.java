package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.echomotion.ingest.dataset.labelled.CineSource;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.table.EchoNetTable;
import org.echomotion.ingest.dataset.table.TableRow;
import org.echomotion.ingest.decode.Cine;

/** Reads {@link DatasetLayout#PHANTOM}: frames with a mask, including ED and ES. */
public final class PhantomReader implements DatasetReader {

  /** Largest number of frames of one phantom. More would be nearly identical. */
  private static final int MAX_FRAMES = 8;

  private final CineSource videos;
  private final boolean everyFrame;

  /**
   * @param everyFrame whether all frames with a mask are taken
   */
  public PhantomReader(CineSource videos, boolean everyFrame) {
    this.videos = videos;
    this.everyFrame = everyFrame;
  }

  @Override
  public void read(Path folder, Visitor visitor) throws IOException {
    EchoNetTables tables = EchoNetTables.read(folder);
    tables.visit(visitor, (row, name) -> clip(folder, tables, row, name));
  }

  private LabelledClip clip(Path folder, EchoNetTables tables, TableRow row, String name)
      throws IOException {
    TableRow truth = tables.truths().get(name);
    if (truth == null) {
      throw new IOException("it is missing in Truth.csv");
    }
    Cine cine = videos.decode(EchoNetTable.video(folder, name));
    NavigableSet<Integer> ed = truth.frames(EchoNetTable.ED_FRAMES);
    NavigableSet<Integer> es = truth.frames(EchoNetTable.ES_FRAMES);
    List<LabelledFrame> labelled = new ArrayList<>();
    for (int frame : chosen(folder.resolve("Masks").resolve(name), cine.frames().size(), ed, es)) {
      GrayImages.Gray mask =
          GrayImages.read(folder.resolve("Masks").resolve(name).resolve(frame + ".png"));
      Phase phase = ed.contains(frame) ? Phase.ED : es.contains(frame) ? Phase.ES : Phase.MID;
      labelled.add(new LabelledFrame(frame, phase, mask.pixels()));
    }
    if (labelled.isEmpty()) {
      throw new IOException("it has no masks; generate the phantoms with masks");
    }
    return new LabelledClip(
        name,
        row.text(EchoNetTable.SPLIT)
            .flatMap(Split::of)
            .orElseThrow(() -> new IOException("its split must be TRAIN, VAL or TEST")),
        Words.view(truth.field(EchoNetTable.VIEW)),
        "unknown",
        "phantom",
        EchoNetReader.withSpacing(cine, truth.number(EchoNetTable.MM_PER_PX)),
        labelled);
  }

  /**
   * Returns all frames with a mask if they are few or all are requested; otherwise the first ED and
   * ES, and others spread evenly.
   */
  private NavigableSet<Integer> chosen(
      Path masks, int frameCount, NavigableSet<Integer> ed, NavigableSet<Integer> es) {
    List<Integer> present = new ArrayList<>();
    for (int frame = 0; frame < frameCount; frame++) {
      if (Files.exists(masks.resolve(frame + ".png"))) {
        present.add(frame);
      }
    }
    if (everyFrame || present.size() <= MAX_FRAMES) {
      return new TreeSet<>(present);
    }
    NavigableSet<Integer> chosen = new TreeSet<>();
    present.stream().filter(ed::contains).findFirst().ifPresent(chosen::add);
    present.stream().filter(es::contains).findFirst().ifPresent(chosen::add);
    int others = MAX_FRAMES - chosen.size();
    for (int i = 0; i < others; i++) {
      chosen.add(present.get((int) ((i + 0.5) * present.size() / others)));
    }
    return chosen;
  }
}
