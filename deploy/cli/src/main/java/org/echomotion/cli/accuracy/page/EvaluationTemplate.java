package org.echomotion.cli.accuracy.page;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The template of an evaluation page, with the frame and style that all pages share. */
public final class EvaluationTemplate {

  private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);

  private final Template template;
  private final String style = resource("evaluation.css");

  /**
   * Reads a template.
   *
   * @param name name of the page, whose template is {@code name.html} in this module's resources
   */
  public EvaluationTemplate(String name) {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(ValueResolvers.rawResolver())
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    for (String part : List.of("frame", "table", "figures")) {
      engine.putTemplate(part, engine.parse(resource(part + ".html"), HTML));
    }
    template = engine.parse(resource(name + ".html"), HTML);
  }

  /**
   * Returns the page as HTML that needs no other file; texts are escaped.
   *
   * @param facts values shown below the title, by name
   * @param page the content of the template
   */
  public String html(String title, Map<String, String> facts, Object page) {
    return template
        .data("title", title)
        .data("facts", facts)
        .data("style", style)
        .data("page", page)
        .render();
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            EvaluationTemplate.class.getResourceAsStream("/evaluation/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
