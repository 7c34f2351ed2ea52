package org.echomotion.segmentation.training.views;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.views.FrameTokens;
import org.echomotion.segmentation.network.views.ViewHead;
import org.echomotion.segmentation.network.views.ViewsGraph;
import org.echomotion.segmentation.training.export.Lineage;

/** Complete training: from prepared sets to the two model directories. */
public final class ViewsTraining {

  /** Directory name of the view classifier. */
  public static final String VIEW_MODEL = "echomotion-view";

  /** Directory name of the second opinion on a study. */
  public static final String STUDY_MODEL = "echomotion-study";

  private static final double OTHER_SHARE = 0.45;
  private static final int OTHERS_MEASURED = 400;

  private final ViewsSettings settings;
  private final PrintStream progress;
  private final EncoderConfig encoder;
  private final List<EncodedStudy> train = new ArrayList<>();
  private final List<EncodedStudy> heldOut = new ArrayList<>();
  private final List<EncodedStudy> valid = new ArrayList<>();
  private final Map<String, Object> viewMetrics = new TreeMap<>();
  private final Map<String, Object> studyMetrics = new TreeMap<>();
  private String preprocessing = "";

  private ViewsTraining(ViewsSettings settings, PrintStream progress) {
    this.settings = settings;
    this.progress = progress;
    this.encoder = EncoderConfig.named(settings.encoderName());
  }

  /**
   * Trains both heads, prints their results, and writes their directories.
   *
   * @throws IOException if the data or the encoder cannot be read
   * @throws IllegalArgumentException if no study has both views
   */
  public static void run(ViewsSettings settings, PrintStream progress) throws IOException {
    new ViewsTraining(settings, progress).run();
  }

  private void run() throws IOException {
    Files.createDirectories(settings.out());
    int side = FrameTokens.SIDE;
    int values = side * side * FrameTokens.width(encoder);
    Path checkpoint = settings.encoder().resolve("variables/variables");
    try (FrameEncoder frames = new FrameEncoder(encoder, checkpoint, settings.threads());
        TokenFile tokens = TokenFile.create(settings.out().resolve("tokens.tmp"), values)) {
      StudyEncoding encoding =
          new StudyEncoding(frames, tokens, settings.variants(), settings.seed());
      List<PreparedFrame> validFrames = read(encoding);
      if (train.isEmpty()) {
        throw new IllegalArgumentException(
            "No subject of the train split has ED and ES of both views and an ejection fraction.");
      }
      List<byte[]> apical = apical(train);
      int[] others = encoding.others(apical, apical.size() * (1 + settings.variants()) / 2);
      int[] unseen = encoding.others(apical(heldOut.isEmpty() ? train : heldOut), OTHERS_MEASURED);
      progress.printf("all frames encoded%n");
      Set<String> lineage = new TreeSet<>(Lineage.ofModel(settings.encoder()));
      train.forEach(s -> lineage.add(s.study().source()));
      view(frames.weights(), tokens, encoding, others, unseen, validFrames, lineage);
      study(frames.weights(), tokens, lineage);
    }
  }

  /** Encodes all studies; returns every frame of the valid split. */
  private List<PreparedFrame> read(StudyEncoding encoding) throws IOException {
    List<PreparedFrame> validFrames = new ArrayList<>();
    for (int set = 0; set < settings.sets().size(); set++) {
      PreparedDataset data = PreparedDataset.read(settings.sets().get(set));
      preprocessing = data.preprocessing();
      Map<String, Double> truth = settings.truths().get(set);
      validFrames.addAll(data.split("valid"));
      for (StudyFrames study : StudyFrames.of(data.frames(), truth)) {
        if (study.split().equals("valid")) {
          valid.add(encoding.encode(study, false));
        } else if (isHeldOut(study.subject())) {
          heldOut.add(encoding.encode(study, false));
        } else if (study.split().equals("train")) {
          train.add(encoding.encode(study, true));
        }
      }
      progress.printf(
          "%s read; so far %d studies to train on, %d held out, %d valid%n",
          settings.sets().get(set), train.size(), heldOut.size(), valid.size());
    }
    return validFrames;
  }

  /** By the subject's name, so that a subject's views and sources stay together. */
  private boolean isHeldOut(String subject) {
    return Math.floorMod(subject.hashCode() * 2654435761L, 1000L) < settings.heldOut() * 1000;
  }

  private static List<byte[]> apical(List<EncodedStudy> studies) {
    return studies.stream()
        .flatMap(s -> s.study().frames().stream())
        .map(PreparedFrame::gray)
        .toList();
  }

  private void view(
      Weights encoderWeights,
      TokenFile tokens,
      StudyEncoding encoding,
      int[] others,
      int[] unseen,
      List<PreparedFrame> validFrames,
      Set<String> lineage)
      throws IOException {
    List<ViewTrainer.Group> groups = new ArrayList<>(StudyEncoding.groups(train));
    groups.add(new ViewTrainer.Group(ViewHead.VIEWS - 1, OTHER_SHARE, others));
    try (HeadGraph head =
        ViewTrainer.train(
            FrameTokens.width(encoder),
            tokens,
            groups,
            settings.viewSteps(),
            settings.threads(),
            settings.seed())) {
      bySource(heldOut)
          .forEach(
              (source, studies) ->
                  viewMetrics.put("heldOut " + source, viewFigures(head, tokens, studies)));
      ViewFigures.Builder other = new ViewFigures.Builder();
      for (int place : unseen) {
        other.add("other " + place, ViewHead.VIEWS - 1, probabilities(head, tokens, place));
      }
      viewMetrics.put("other, made anew", other.build());
      ViewFigures.Builder all = new ViewFigures.Builder();
      for (PreparedFrame frame : validFrames) {
        int view = StudyEncoding.viewOf(frame);
        float[] given = head.answer(encoding.tokens(frame.gray()), 1);
        all.add(set(frame) + frame.subject() + frame.view(), view, given);
      }
      if (!validFrames.isEmpty()) {
        viewMetrics.put("valid", all.build());
      }
      viewMetrics.forEach((name, figures) -> progress.printf("view, %s: %s%n", name, figures));
      Map<String, Long> learned = learned();
      learned.put("made, other", (long) others.length);
      write(VIEW_MODEL, false, encoderWeights, head, learned, lineage, viewMetrics);
    }
  }

  /** The data set of a frame, also for frames made from that set's frames. */
  private static String set(PreparedFrame frame) {
    return frame.source().split("-", 2)[0];
  }

  private void study(Weights encoderWeights, TokenFile tokens, Set<String> lineage)
      throws IOException {
    try (HeadGraph head =
        StudyTrainer.train(
            FrameTokens.width(encoder),
            tokens,
            train,
            settings.studySteps(),
            settings.threads(),
            settings.seed())) {
      studyFigures("train", head, tokens, train);
      studyFigures("heldOut", head, tokens, heldOut);
      studyFigures("valid", head, tokens, valid);
      studyMetrics.forEach((name, figures) -> progress.printf("study, %s: %s%n", name, figures));
      write(STUDY_MODEL, true, encoderWeights, head, learned(), lineage, studyMetrics);
    }
  }

  private void studyFigures(
      String split, HeadGraph head, TokenFile tokens, List<EncodedStudy> studies)
      throws IOException {
    for (Map.Entry<String, List<EncodedStudy>> source : bySource(studies).entrySet()) {
      double[] truth =
          source.getValue().stream()
              .mapToDouble(s -> s.study().ejectionFractionPercent())
              .toArray();
      studyMetrics.put(
          split + " " + source.getKey(),
          StudyFigures.of(StudyTrainer.predict(head, tokens, source.getValue()), truth));
    }
  }

  private void write(
      String name,
      boolean study,
      Weights encoderWeights,
      HeadGraph head,
      Map<String, Long> learned,
      Set<String> lineage,
      Map<String, Object> metrics)
      throws IOException {
    Map<String, Weights.Values> all = new LinkedHashMap<>(encoderWeights.values());
    all.putAll(head.averaged().values());
    Path checkpoint = settings.out().resolve("work").resolve(name);
    Weights weights = new Weights(all);
    try (ViewsGraph graph =
        study
            ? ViewsGraph.ofStudy(encoder, weights, checkpoint)
            : ViewsGraph.ofView(encoder, weights, checkpoint)) {
      ViewModelDirectory.write(
          settings.out().resolve(name), preprocessing, graph, learned, lineage, metrics, settings);
    }
  }

  private Map<String, Long> learned() {
    Map<String, Long> frames = new TreeMap<>();
    bySource(train).forEach((source, studies) -> frames.put(source, (long) studies.size() * 4));
    return frames;
  }

  private static ViewFigures viewFigures(
      HeadGraph head, TokenFile tokens, List<EncodedStudy> studies) {
    ViewFigures.Builder figures = new ViewFigures.Builder();
    for (EncodedStudy study : studies) {
      for (int i = 0; i < study.study().frames().size(); i++) {
        PreparedFrame frame = study.study().frames().get(i);
        int place = study.variants().get(0).places()[i];
        figures.add(
            frame.subject() + frame.view(),
            StudyEncoding.viewOf(frame),
            probabilities(head, tokens, place));
      }
    }
    return figures.build();
  }

  private static float[] probabilities(HeadGraph head, TokenFile tokens, int place) {
    try {
      return head.answer(tokens.read(new int[] {place}), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<EncodedStudy>> bySource(List<EncodedStudy> studies) {
    Map<String, List<EncodedStudy>> sources = new TreeMap<>();
    studies.forEach(
        s -> sources.computeIfAbsent(s.study().source(), k -> new ArrayList<>()).add(s));
    return sources;
  }
}
