package org.echomotion.cli.accuracy.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.echomotion.cli.accuracy.outline.OutlineTables;

/** A page of an evaluation that needs no other file, written from top to bottom. */
public final class Page {

  private static final String STYLE = "/evaluation/evaluation.css";

  private final StringBuilder page = new StringBuilder();

  /**
   * Begins it.
   *
   * @param facts what stands below the title, by name
   */
  public Page(String title, Map<String, String> facts) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style></head>\n<body>\n<p class=\"brand\">EchoMotion</p>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n<dl>\n");
    facts.forEach(
        (name, value) ->
            page.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n"));
    page.append("</dl>\n");
  }

  /** Ends it. */
  public String html() {
    return page
        + "<footer>EchoMotion. For research, not for clinical use.</footer>\n</body></html>\n";
  }

  public void section(String title) {
    page.append("<h2>").append(escaped(title)).append("</h2>\n");
  }

  public void note(String text) {
    page.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
  }

  public void table(OutlineTables.Table table) {
    table(table, Page::escaped);
  }

  /** A table whose rows' names are links: {@code link} gives the HTML of a name. */
  public void table(OutlineTables.Table table, UnaryOperator<String> link) {
    page.append("<div class=\"scroll\"><table><thead><tr>");
    table.header().forEach(cell -> page.append("<th>").append(escaped(cell)).append("</th>"));
    page.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      page.append("<tr><th scope=\"row\">").append(link.apply(row.get(0))).append("</th>");
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

  /** Pictures, two beside each other where there is room. */
  public void figures(String... figures) {
    grid("figures", figures);
  }

  /** Pictures, three beside each other where there is room. */
  public void figuresInThrees(String... figures) {
    grid("figures threes", figures);
  }

  /** Small pictures, as many beside each other as there is room for. */
  public void smallFigures(String... figures) {
    grid("worst", figures);
  }

  private void grid(String layout, String... figures) {
    page.append("<div class=\"").append(layout).append("\">\n");
    for (String figure : figures) {
      page.append(figure);
    }
    page.append("</div>\n");
  }

  public static String figure(byte[] png, String caption) {
    return "<figure><img alt=\""
        + escaped(caption)
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\"><figcaption>"
        + escaped(caption)
        + "</figcaption></figure>\n";
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page's style cannot be read", e);
    }
  }

  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
