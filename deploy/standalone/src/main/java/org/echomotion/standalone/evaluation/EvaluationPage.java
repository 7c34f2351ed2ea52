package org.echomotion.standalone.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echomotion.segmentation.evaluation.FrameScore;

/** {@code evaluation.html}: one page that needs no other file. */
final class EvaluationPage {

  private static final String STYLE = "/evaluation/evaluation.css";

  private final StringBuilder page = new StringBuilder();
  private final ModelEvaluation evaluation;

  private EvaluationPage(ModelEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  static String html(ModelEvaluation evaluation) {
    return new EvaluationPage(evaluation).build();
  }

  private String build() {
    head();
    section("Outlines");
    table(Wording.scores(evaluation.scores()));
    note(
        "Left ventricle, probability above 0.5, no clean-up of the mask, at 112 x 112. In brackets 95 %"
            + " intervals by resampling subjects.");
    figures(
        figure(
            Figures.diceHistogram(evaluation.frameScores()), "Frames by Dice, in steps of 0.01"));
    ejectionFraction();
    flicker();
    calibration();
    learning();
    worst();
    page.append(
        "<footer>EchoMotion. For research, not for clinical use.</footer>\n</body></html>\n");
    return page.toString();
  }

  private void head() {
    EvaluatedModel model = evaluation.model();
    EvaluatedData data = evaluation.data();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Evaluation of ")
        .append(escaped(model.name()))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style></head>\n<body>\n<p class=\"brand\">EchoMotion</p>\n<h1>Evaluation of ")
        .append(escaped(model.name()))
        .append("</h1>\n");
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
    page.append("<dl>\n");
    facts.forEach(
        (name, value) ->
            page.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n"));
    page.append("</dl>\n");
  }

  private void ejectionFraction() {
    if (evaluation.ejectionFraction().isEmpty()) {
      return;
    }
    section("Ejection fraction from the outlines");
    table(Wording.ejectionFractions(evaluation.ejectionFraction()));
    note(
        "Method of disks on the labelled ED and ES frames, with the outlines and the geometry of the"
            + " product. Errors in points. Limits of agreement: bias +- 1.96 standard deviations."
            + " \"Without\": subjects on which an outline is missing.");
    List<String> pictures = new ArrayList<>();
    for (Comparison comparison : shown()) {
      pictures.add(figure(Figures.scatter(comparison), comparison.title()));
      pictures.add(figure(Figures.blandAltman(comparison), comparison.title()));
    }
    figures(pictures.toArray(String[]::new));
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
    section("Flicker");
    table(Wording.flicker(evaluation.flicker()));
    note(
        "Mean of |second difference of the outlined area - that of the true area| over the frames with"
            + " both neighbours, as a share of the cine's mean true area; mean over cines.");
  }

  private void calibration() {
    section("Calibration");
    table(Wording.calibration(evaluation));
    note(
        String.format(
            Locale.ROOT,
            "%d pixels inside the sector (gray above 0), on %s. ECE: expected calibration error of the"
                + " left ventricle's probability, 15 bins. NLL: mean negative log likelihood in nats."
                + " The temperature divides the logits and leaves the outline as it is.",
            evaluation.calibration().pixels(),
            evaluation.calibration().on()));
    figures(figure(Figures.reliability(evaluation), "Reliability diagram"));
  }

  private void learning() {
    evaluation
        .learningCurve()
        .ifPresent(
            curve -> {
              section("How it was learned");
              List<String> pictures = new ArrayList<>();
              pictures.add(figure(Figures.loss(curve), "Training loss"));
              if (!curve.validDice().isEmpty()) {
                pictures.add(figure(Figures.validDice(curve), "Dice of the valid split"));
              }
              figures(pictures.toArray(String[]::new));
            });
  }

  private void worst() {
    section("The frames of lowest Dice");
    note("Solid: the model's outline. Dashed: the expert's.");
    page.append("<div class=\"worst\">\n");
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
      page.append(figure(WorstPicture.png(frame), caption));
    }
    page.append("</div>\n");
  }

  private void section(String title) {
    page.append("<h2>").append(escaped(title)).append("</h2>\n");
  }

  private void note(String text) {
    page.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
  }

  private void table(Wording.Table table) {
    page.append("<div class=\"scroll\"><table><thead><tr>");
    table.header().forEach(cell -> page.append("<th>").append(escaped(cell)).append("</th>"));
    page.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      page.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> page.append("<td>").append(twoLines(cell)).append("</td>"));
      page.append("</tr>\n");
    }
    page.append("</tbody></table></div>\n");
  }

  /** What stands in brackets goes below, which keeps wide tables on the page. */
  private static String twoLines(String cell) {
    int bracket = cell.indexOf(" (");
    return bracket < 0
        ? escaped(cell)
        : escaped(cell.substring(0, bracket))
            + "<br><small>"
            + escaped(cell.substring(bracket + 1))
            + "</small>";
  }

  private void figures(String... figures) {
    page.append("<div class=\"figures\">\n");
    for (String figure : figures) {
      page.append(figure);
    }
    page.append("</div>\n");
  }

  private static String figure(byte[] png, String caption) {
    return "<figure><img alt=\""
        + escaped(caption)
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\"><figcaption>"
        + escaped(caption)
        + "</figcaption></figure>\n";
  }

  private static String style() {
    try (InputStream in = EvaluationPage.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page's style cannot be read", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
