package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.CineSource;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.table.EchoNetTable;
import org.echomotion.ingest.dataset.table.TableRow;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.PixelSpacing;

/**
 * Reads {@link DatasetLayout#ECHONET}: the traced frames of each video of EchoNet-Dynamic or
 * EchoNet-Pediatric.
 */
public final class EchoNetReader implements DatasetReader {

  private final CineSource videos;

  public EchoNetReader(CineSource videos) {
    this.videos = videos;
  }

  @Override
  public void read(Path folder, Visitor visitor) throws IOException {
    EchoNetTables tables = EchoNetTables.read(folder);
    tables.visit(visitor, (row, name) -> clip(folder, tables, row, name));
  }

  private LabelledClip clip(Path folder, EchoNetTables tables, TableRow row, String name)
      throws IOException {
    String fault = tables.faults().get(name);
    if (fault != null) {
      throw new IOException(fault);
    }
    List<Tracing> tracings = tables.tracings().getOrDefault(name, List.of());
    if (tracings.isEmpty()) {
      throw new IOException("it has no tracing");
    }
    Path video = EchoNetTable.video(folder, name);
    if (!Files.exists(video)) {
      throw new IOException("its video is missing");
    }
    Cine decoded = videos.decode(video);
    if (tracings.stream().anyMatch(t -> t.frame() < 0 || t.frame() >= decoded.frames().size())) {
      throw new IOException("a traced frame is beyond the video's end");
    }
    Tracing largest = tracings.stream().max(Comparator.comparingDouble(Tracing::size)).get();
    return new LabelledClip(
        name,
        split(row),
        EchoView.A4C,
        "unknown",
        "echonet",
        withSpacing(decoded, millimetresPerPixel(row, largest)),
        tracings.stream()
            .map(
                t ->
                    new LabelledFrame(
                        t.frame(),
                        t.equals(largest) ? Phase.ED : Phase.ES,
                        t.labels(decoded.rows(), decoded.columns())))
            .toList());
  }

  /** Reads the split: a word, or the number of a fold in EchoNet-Pediatric, 0 to 9. */
  private static Split split(TableRow row) throws IOException {
    String word = row.field(EchoNetTable.SPLIT);
    if (word.matches("[0-9]")) {
      return switch (Integer.parseInt(word)) {
        case 9 -> Split.TEST;
        case 8 -> Split.VALID;
        default -> Split.TRAIN;
      };
    }
    return Split.of(word)
        .orElseThrow(() -> new IOException("its split must be TRAIN, VAL, TEST or a fold, 0 to 9"));
  }

  /**
   * Computes the scale. The set states no spacing, but it states the volume of the same tracing in
   * millilitres. The scale is the cube root of the stated volume divided by the traced volume in
   * cubic pixels. It is 0 in a set without volumes.
   */
  private static double millimetresPerPixel(TableRow row, Tracing endDiastole) throws IOException {
    return row.has(EchoNetTable.EDV) && endDiastole instanceof VolumeTracing disks
        ? Math.cbrt(row.number(EchoNetTable.EDV) * 1000 / disks.cubicPixels())
        : 0;
  }

  static Cine withSpacing(Cine cine, double mm) {
    return new Cine(
        cine.frames(),
        cine.rows(),
        cine.columns(),
        cine.frameRateHz(),
        mm > 0 && Double.isFinite(mm) ? Optional.of(new PixelSpacing(mm, mm)) : cine.spacing(),
        cine.view(),
        cine.format(),
        cine.tissueRegion());
  }
}
