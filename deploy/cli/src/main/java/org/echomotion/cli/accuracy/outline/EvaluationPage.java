package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echomotion.cli.accuracy.agreement.AgreementCharts;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.cli.accuracy.page.EvaluationTemplate;
import org.echomotion.cli.accuracy.page.Figure;
import org.echomotion.cli.accuracy.page.PageTable;
import org.echomotion.segmentation.evaluation.FrameScore;

/** The content of {@code evaluation.html}, for the template {@code outlines.html}. */
public final class EvaluationPage {

  private final ModelEvaluation evaluation;

  private EvaluationPage(ModelEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  static String html(ModelEvaluation evaluation) {
    return new EvaluationTemplate("outlines")
        .html(
            "Evaluation of " + evaluation.model().name(),
            facts(evaluation.model(), evaluation.data()),
            new EvaluationPage(evaluation));
  }

  private static Map<String, String> facts(EvaluatedModel model, EvaluatedData data) {
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
    return facts;
  }

  public PageTable scores() {
    return PageTable.of(OutlineTables.scores(evaluation.scores()));
  }

  public List<Figure> diceFigures() {
    return List.of(
        Figure.of(
            OutlineCharts.diceHistogram(evaluation.frameScores()),
            "Frames by Dice, in steps of 0.01"));
  }

  public PageTable ejectionFraction() {
    return PageTable.of(OutlineTables.ejectionFractions(evaluation.ejectionFraction()));
  }

  public List<Figure> ejectionFractionFigures() {
    List<Figure> figures = new ArrayList<>();
    for (Comparison comparison : shown()) {
      figures.add(Figure.of(AgreementCharts.scatter(comparison), comparison.title()));
      figures.add(Figure.of(AgreementCharts.blandAltman(comparison), comparison.title()));
    }
    return figures;
  }

  /** Returns the model's comparisons with the set's own values, or else with the expert's masks. */
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

  public PageTable flicker() {
    return PageTable.of(OutlineTables.flicker(evaluation.flicker()));
  }

  public PageTable calibration() {
    return PageTable.of(OutlineTables.calibration(evaluation));
  }

  public long calibrationPixels() {
    return evaluation.calibration().pixels();
  }

  public String calibrationData() {
    return evaluation.calibration().on();
  }

  public List<Figure> calibrationFigures() {
    return List.of(Figure.of(OutlineCharts.reliability(evaluation), "Reliability diagram"));
  }

  /** Returns the learning curve; empty if the run of the model is unknown. */
  public List<Figure> trainingFigures() {
    List<Figure> figures = new ArrayList<>();
    evaluation
        .learningCurve()
        .ifPresent(
            curve -> {
              figures.add(Figure.of(OutlineCharts.loss(curve), "Training loss"));
              if (!curve.validDice().isEmpty()) {
                figures.add(Figure.of(OutlineCharts.validDice(curve), "Dice of the valid split"));
              }
            });
    return figures;
  }

  public List<Figure> worstFrames() {
    return evaluation.worst().stream()
        .map(frame -> Figure.of(WorstPicture.png(frame), caption(frame.score())))
        .toList();
  }

  private static String caption(FrameScore score) {
    return String.format(
        Locale.ROOT,
        "%s, %s %s, Dice %.3f",
        score.subject(),
        score.view(),
        score.phase(),
        score.dice());
  }
}
