package org.echomotion.xai.style;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * DejaVu Sans, included in the service.
 *
 * <p>On Linux the JDK gets its logical fonts from fontconfig before it draws any text, and fails if
 * fontconfig or all fonts are missing, as in small container images. {@code sun.awt.fontconfig}
 * names a file that replaces fontconfig. It is set here, before the first text, unless the operator
 * has set it.
 */
public final class Typeface {

  private static final String OWN_FONT_CONFIGURATION = "sun.awt.fontconfig";

  private final Font regular;
  private final Font bold;

  private Typeface(Font regular, Font bold) {
    this.regular = regular;
    this.bold = bold;
  }

  /** Returns the typeface, which is loaded once per process. */
  public static Typeface dejaVuSans() {
    return Loaded.TYPEFACE;
  }

  /** Regular weight, {@code size} pixels high. */
  public Font regular(double size) {
    return regular.deriveFont((float) size);
  }

  /** Bold weight, {@code size} pixels high. */
  public Font bold(double size) {
    return bold.deriveFont((float) size);
  }

  /** Loads the typeface at its first use. */
  private static final class Loaded {

    private static final Typeface TYPEFACE = load();

    private static Typeface load() {
      System.setProperty("java.awt.headless", "true");
      // The JDK from 22 on calls HarfBuzz by FFM, and with this property by JNI, as before. Both
      // give
      // the same text, but a native executable has only the JNI functions.
      System.setProperty("sun.font.layout.ffm", "false");
      try {
        Path regular = unpack("DejaVuSans.ttf");
        Path bold = unpack("DejaVuSans-Bold.ttf");
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && System.getProperty(OWN_FONT_CONFIGURATION) == null) {
          System.setProperty(OWN_FONT_CONFIGURATION, fontConfiguration(regular, bold).toString());
        }
        return new Typeface(
            Font.createFont(Font.TRUETYPE_FONT, regular.toFile()),
            Font.createFont(Font.TRUETYPE_FONT, bold.toFile()));
      } catch (IOException e) {
        throw new UncheckedIOException("The typeface could not be unpacked", e);
      } catch (FontFormatException e) {
        throw new IllegalStateException("The typeface in this build is damaged", e);
      }
    }

    private static Path unpack(String name) throws IOException {
      Path file = Files.createTempFile("echomotion-", "-" + name);
      file.toFile().deleteOnExit();
      try (InputStream in = Typeface.class.getResourceAsStream("/fonts/" + name)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return file;
    }

    /** A font configuration with this typeface for every logical font. */
    private static Path fontConfiguration(Path regular, Path bold) throws IOException {
      String logical =
          Stream.of("dialog", "sansserif", "serif", "monospaced", "dialoginput")
              .flatMap(
                  family ->
                      Stream.of(
                          family + ".plain.latin-1=DejaVu Sans",
                          family + ".bold.latin-1=DejaVu Sans Bold",
                          family + ".italic.latin-1=DejaVu Sans",
                          family + ".bolditalic.latin-1=DejaVu Sans Bold"))
              .collect(Collectors.joining("\n"));
      String text =
          "version=1\nallfonts.latin-1=DejaVu Sans\n"
              + logical
              + "\nsequence.allfonts=latin-1\nfilename.DejaVu_Sans="
              + regular
              + "\nfilename.DejaVu_Sans_Bold="
              + bold
              + "\n";
      Path file = Files.createTempFile("echomotion-", "-fonts.properties");
      file.toFile().deleteOnExit();
      Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
      return file;
    }
  }
}
