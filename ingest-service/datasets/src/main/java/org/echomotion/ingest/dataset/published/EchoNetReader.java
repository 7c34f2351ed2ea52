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

/** Reads {@link DatasetLayout#ECHONET}: the traced frames of each video. */
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
    List<VolumeTracing> tracings = tables.tracings().getOrDefault(name, List.of());
    if (tracings.isEmpty()) {
      throw new IOException("it has no tracing");
    }
    Path video = EchoNetTable.video(folder, name);
    if (!Files.exists(video)) {
      throw new IOException("its video is missing");
    }
    Cine decoded = videos.decode(video);
    if (tracings.stream().anyMatch(t -> t.frame() >= decoded.frames().size())) {
      throw new IOException("a traced frame is beyond the video's end");
    }
    VolumeTracing largest =
        tracings.stream().max(Comparator.comparingDouble(VolumeTracing::cubicPixels)).get();
    double edvMl = row.number(EchoNetTable.EDV);
    return new LabelledClip(
        name,
        row.text(EchoNetTable.SPLIT)
            .flatMap(Split::of)
            .orElseThrow(() -> new IOException("its split must be TRAIN, VAL or TEST")),
        EchoView.A4C,
        "unknown",
        "echonet",
        withSpacing(decoded, millimetresPerPixel(edvMl, largest)),
        tracings.stream()
            .map(
                t ->
                    new LabelledFrame(
                        t.frame(),
                        t.equals(largest) ? Phase.ED : Phase.ES,
                        t.labels(decoded.rows(), decoded.columns())))
            .toList());
  }

  /**
   * The set states no spacing, but a volume in millilitres for the same tracing: their ratio's cube
   * root is the scale.
   */
  private static double millimetresPerPixel(double edvMl, VolumeTracing endDiastole) {
    return Math.cbrt(edvMl * 1000 / endDiastole.cubicPixels());
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
