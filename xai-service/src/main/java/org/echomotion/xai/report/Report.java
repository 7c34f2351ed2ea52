package org.echomotion.xai.report;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ingest.v1.Clip;

/** Writes {@code report.html}. */
public final class Report {

  private final Template template;
  private final String style;
  private final String styleHash;

  public Report() {
    style = resource("/report/report.css");
    styleHash = sha256(style);
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(ValueResolvers.rawResolver())
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    template =
        engine.parse(resource("/report/report.html"), Variant.forContentType(Variant.TEXT_HTML));
  }

  /**
   * The report of one clip. The same input gives the same text: it holds no time of writing.
   *
   * @return HTML, UTF-8
   */
  public byte[] html(Clip clip, EjectionFraction result, ReportPictures pictures) {
    return template
        .data("style", style)
        .data("styleHash", styleHash)
        .data("page", new ReportPage(clip, result))
        .data("overlay", dataUri("video/mp4", pictures.overlayMp4()))
        .data("curve", pictures.curvePng().map(png -> dataUri("image/png", png)).orElse(""))
        .data("ed", pictures.endDiastolePng().map(png -> dataUri("image/png", png)).orElse(""))
        .data("es", pictures.endSystolePng().map(png -> dataUri("image/png", png)).orElse(""))
        .render()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String dataUri(String mediaType, byte[] bytes) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
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
