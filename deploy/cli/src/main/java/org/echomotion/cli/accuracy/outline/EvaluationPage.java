package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echomotion.cli.accuracy.page.Page;
import org.echomotion.cli.accuracy.study.Comparison;
import org.echomotion.segmentation.evaluation.FrameScore;

/** {@code evaluation.html}: one page that needs no other file. */
final class EvaluationPage {

  private final Page page;
  private final ModelEvaluation evaluation;

  private EvaluationPage(ModelEvaluation evaluation) {
    this.evaluation = evaluation;
    this.page = begun(evaluation);
  }

  static String html(ModelEvaluation evaluation) {
    return new EvaluationPage(evaluation).build();
  }

  private String build() {
    page.section("Outlines");
    page.table(OutlineTables.scores(evaluation.scores()));
    page.note(
        "Left ventricle, probability above 0.5, no clean-up of the mask, at 112 x 112. In brackets 95 %"
            + " intervals by resampling subjects.");
    page.figures(
        Page.figure(
            Figures.diceHistogram(evaluation.frameScores()), "Frames by Dice, in steps of 0.01"));
    ejectionFraction();
    flicker();
    calibration();
    learning();
    worst();
    return page.html();
  }

  private static Page begun(ModelEvaluation evaluation) {
    EvaluatedModel model = evaluation.model();
    EvaluatedData data = evaluation.data();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", model.name() + " " + model.version() + ", " + model.licence());
    facts.put("SHA-256", model.sha256());
    facts.put("Data", data.folder() + " (" + data.layout() + "), split " + data.split());
    facts.put(
        "Frames",
        data.frames()
            + " of "
            + data.subjects()
            + " subjects, preprocessing "
            + data.preprocessing()
            + (data.leftOut() == 0 ? "" : "; " + data.leftOut() + " left out in preparation"));
    return new Page("Evaluation of " + model.name(), facts);
  }

  private void ejectionFraction() {
    if (evaluation.ejectionFraction().isEmpty()) {
      return;
    }
    page.section("Ejection fraction from the outlines");
    page.table(OutlineTables.ejectionFractions(evaluation.ejectionFraction()));
    page.note(
        "Method of disks on the labelled ED and ES frames, with the outlines and the geometry of the"
            + " product. Errors in points. Limits of agreement: bias +- 1.96 standard deviations."
            + " \"Without\": subjects on which an outline is missing.");
    List<String> pictures = new ArrayList<>();
    for (Comparison comparison : shown()) {
      pictures.add(Page.figure(Figures.scatter(comparison), comparison.title()));
      pictures.add(Page.figure(Figures.blandAltman(comparison), comparison.title()));
    }
    page.figures(pictures.toArray(String[]::new));
  }

  /** The model's comparisons: with the set's own value where it has one, else with the expert. */
  private List<Comparison> shown() {
    Map<String, Comparison> shown = new LinkedHashMap<>();
    for (Comparison comparison : evaluation.ejectionFraction()) {
      if (comparison.measured().equals(Comparison.MODEL)) {
        // The comparison with the set's own value comes second, and replaces the first.
        shown.put(comparison.source() + comparison.planes(), comparison);
      }
    }
    return List.copyOf(shown.values());
  }

  private void flicker() {
    if (evaluation.flicker().isEmpty()) {
      return;
    }
    page.section("Flicker");
    page.table(OutlineTables.flicker(evaluation.flicker()));
    page.note(
        "Mean of |second difference of the outlined area - that of the true area| over the frames with"
            + " both neighbours, as a share of the cine's mean true area; mean over cines.");
  }

  private void calibration() {
    page.section("Calibration");
    page.table(OutlineTables.calibration(evaluation));
    page.note(
        String.format(
            Locale.ROOT,
            "%d pixels inside the sector (gray above 0), on %s. ECE: expected calibration error of the"
                + " left ventricle's probability, 15 bins. NLL: mean negative log likelihood in nats."
                + " The temperature divides the logits and leaves the outline as it is.",
            evaluation.calibration().pixels(),
            evaluation.calibration().on()));
    page.figures(Page.figure(Figures.reliability(evaluation), "Reliability diagram"));
  }

  private void learning() {
    evaluation
        .learningCurve()
        .ifPresent(
            curve -> {
              page.section("How it was learned");
              List<String> pictures = new ArrayList<>();
              pictures.add(Page.figure(Figures.loss(curve), "Training loss"));
              if (!curve.validDice().isEmpty()) {
                pictures.add(Page.figure(Figures.validDice(curve), "Dice of the valid split"));
              }
              page.figures(pictures.toArray(String[]::new));
            });
  }

  private void worst() {
    page.section("The frames of lowest Dice");
    page.note("Solid: the model's outline. Dashed: the expert's.");
    List<String> pictures = new ArrayList<>();
    for (WorstFrames.Frame frame : evaluation.worst()) {
      FrameScore score = frame.score();
      String caption =
          String.format(
              Locale.ROOT,
              "%s, %s %s, Dice %.3f",
              score.subject(),
              score.view(),
              score.phase(),
              score.dice());
      pictures.add(Page.figure(WorstPicture.png(frame), caption));
    }
    page.smallFigures(pictures.toArray(String[]::new));
  }
}
