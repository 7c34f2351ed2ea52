package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.volume.Volume;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;

/**
 * Reads {@link DatasetLayout#CAMUS}: per patient and view, every frame of a labelled half sequence.
 * Without a sequence, or if the Info file does not name its ED and ES frame, the ED and ES stills
 * are read.
 */
public final class CamusReader implements DatasetReader {

  private static final String SOURCE = "camus";
  private static final String PATIENT = "patient[0-9]+";

  /** A placeholder: nothing here depends on the rate, and most files of the set state none. */
  private static final double ANY_RATE_HZ = 50;

  private static final Map<String, EchoView> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put("4CH", EchoView.A4C);
    VIEWS.put("2CH", EchoView.A2C);
  }

  private final SplitDraw draw;

  public CamusReader(SplitDraw draw) {
    this.draw = draw;
  }

  @Override
  public void read(Path folder, Visitor visitor) throws IOException {
    List<Path> patients = patients(folder);
    if (patients.isEmpty()) {
      throw new IOException(folder + " holds no folder patientNNNN.");
    }
    CamusSplits splits = CamusSplits.read(folder, draw);
    visitor.expected(VIEWS.size() * patients.size());
    for (Path patient : patients) {
      for (String chamber : VIEWS.keySet()) {
        String what = patient.getFileName() + " " + VIEWS.get(chamber);
        LabelledClip clip;
        try {
          clip = clip(patient, chamber, splits);
        } catch (IOException | RuntimeException e) {
          visitor.skipped(what, Reasons.of(e));
          continue;
        }
        visitor.clip(clip);
      }
    }
  }

  /**
   * The patients' folders. They are in the set's folder or one or two levels below, as releases
   * differ.
   */
  private static List<Path> patients(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder, 3)) {
      return found
          .filter(path -> path.getFileName().toString().matches(PATIENT))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static LabelledClip clip(Path folder, String chamber, CamusSplits splits)
      throws IOException {
    String patient = folder.getFileName().toString();
    Split split =
        splits.of(patient).orElseThrow(() -> new IOException("no subgroup file names it"));
    CamusInfo info = CamusInfo.read(folder.resolve("Info_" + chamber + ".cfg"));
    String stem = patient + "_" + chamber;
    Optional<Labelled> sequence = labelled(folder, stem + "_half_sequence");
    Frames frames = new Frames();
    int count = sequence.map(labelled -> labelled.images().frames().size()).orElse(0);
    if (sequence.isPresent() && info.within(count)) {
      int diastole = info.diastole().orElseThrow();
      int systole = info.systole().orElseThrow();
      for (int i = 0; i < count; i++) {
        frames.add(
            sequence.get(), i, i == diastole ? Phase.ED : i == systole ? Phase.ES : Phase.MID);
      }
    } else {
      for (Phase phase : List.of(Phase.ED, Phase.ES)) {
        Optional<Labelled> still = labelled(folder, stem + "_" + phase);
        if (still.isPresent()) {
          frames.add(still.get(), 0, phase);
        }
      }
      if (sequence.isPresent() && frames.labels.isEmpty()) {
        throw new IOException(
            "its Info file does not name an ED and an ES frame of the sequence, and there are no"
                + " stills");
      }
    }
    return new LabelledClip(
        patient,
        split,
        Objects.requireNonNull(VIEWS.get(chamber)),
        info.quality(),
        SOURCE,
        frames.cine(),
        frames.labels);
  }

  private record Labelled(Volume images, Volume labels) {}

  /** Reads an image with labels; empty if one of them is missing. */
  private static Optional<Labelled> labelled(Path folder, String stem) throws IOException {
    Optional<Path> image = Volume.find(folder, stem);
    Optional<Path> mask = Volume.find(folder, stem + "_gt");
    if (image.isEmpty() || mask.isEmpty()) {
      return Optional.empty();
    }
    Volume images = read(image.get());
    Volume labels = read(mask.get());
    if (images.rows() != labels.rows()
        || images.columns() != labels.columns()
        || images.frames().size() != labels.frames().size()) {
      throw new IOException(stem + ": image and mask differ in size");
    }
    for (byte[] frame : labels.frames()) {
      for (byte label : frame) {
        if (label < 0 || label > 3) {
          throw new IOException(stem + ": its mask holds labels other than 0 to 3");
        }
      }
    }
    return Optional.of(new Labelled(images, labels));
  }

  private static Volume read(Path file) throws IOException {
    try {
      return Volume.read(file);
    } catch (IOException e) {
      throw new IOException(file.getFileName() + ": " + Reasons.of(e), e);
    }
  }

  /** Collects the frames of one clip. */
  private static final class Frames {

    private final List<byte[]> images = new ArrayList<>();
    private final List<LabelledFrame> labels = new ArrayList<>();
    private Optional<Volume> size = Optional.empty();

    void add(Labelled labelled, int frame, Phase phase) throws IOException {
      Volume volume = labelled.images();
      Volume first = size.orElse(volume);
      size = Optional.of(first);
      if (volume.rows() != first.rows()
          || volume.columns() != first.columns()
          || !volume.spacing().equals(first.spacing())) {
        throw new IOException("its ED and ES frames differ in size or spacing");
      }
      labels.add(new LabelledFrame(images.size(), phase, labelled.labels().frames().get(frame)));
      images.add(volume.frames().get(frame));
    }

    Cine cine() throws IOException {
      Volume first = size.orElseThrow(() -> new IOException("it has no labelled ED or ES frame"));
      if (images.size() == 1) {
        images.add(images.get(0));
      }
      return new Cine(
          images,
          first.rows(),
          first.columns(),
          ANY_RATE_HZ,
          first.spacing(),
          Optional.empty(),
          SourceFormat.AVI,
          Optional.empty());
    }
  }
}
