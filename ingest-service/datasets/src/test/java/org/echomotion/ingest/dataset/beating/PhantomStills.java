package org.echomotion.ingest.dataset.beating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;

/** Phantoms' ED and ES frames, prepared as stills: a set of unmoving labelled images. */
final class PhantomStills {

  private PhantomStills() {}

  /** Writes {@code index.csv}, images and masks of p00000, p00001... into {@code stills}. */
  static void write(int count, Path work, Path stills) throws IOException {
    new PhantomGenerator()
        .generate(
            PhantomRequest.of(count, 11).withSparseFrames(2).withMasks().withPrefix("p"),
            work,
            (done, of, name) -> true);
    new DatasetPreparation()
        .prepare(PreparationRequest.of(DatasetLayout.PHANTOM, work, stills), (done, of) -> {});
    Path index = stills.resolve("index.csv");
    String table = Files.readString(index);
    // As sets of others have it: the subject is a patient, and the source is the folder.
    Files.writeString(
        index, table.replaceFirst("^subject,", "patient,").replaceFirst(",source,", ",made_of,"));
  }
}
