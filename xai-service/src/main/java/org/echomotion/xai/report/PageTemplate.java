package org.echomotion.xai.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page's template, with the frame and the style shared by all pages. Texts are escaped. The same
 * data give the same bytes.
 */
final class PageTemplate {

  private static final Variant HTML = Variant.forContentType(Variant.TEXT_HTML);

  private final Template template;
  private final String style = resource("report.css");
  private final String styleHash = sha256(style);

  /**
   * @param name name of the page: {@code name.html} in this module's resources
   */
  PageTemplate(String name) {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(ValueResolvers.rawResolver())
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    for (String part : List.of("frame", "summary", "lines")) {
      engine.putTemplate(part, engine.parse(resource(part + ".html"), HTML));
    }
    template = engine.parse(resource(name + ".html"), HTML);
  }

  /**
   * Returns the page filled with {@code data}.
   *
   * @return HTML, UTF-8
   */
  byte[] html(Map<String, ?> data) {
    TemplateInstance page = template.data("style", style).data("styleHash", styleHash);
    data.forEach(page::data);
    return page.render().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the picture as a data URI; empty if there is none. */
  static String dataUri(Optional<byte[]> png) {
    return png.map(bytes -> dataUri("image/png", bytes)).orElse("");
  }

  static String dataUri(String mediaType, byte[] bytes) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream("/report/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
