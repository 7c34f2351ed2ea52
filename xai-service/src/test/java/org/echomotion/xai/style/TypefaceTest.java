package org.echomotion.xai.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.echomotion.xai.Cine;
import org.echomotion.xai.plot.CurvePlot;
import org.echomotion.xai.plot.VentricleCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypefaceTest {

  @TempDir Path folder;

  /** Plots where fontconfig knows no font, as on a machine without any. */
  public static final class Plotter {

    public static void main(String[] file) throws Exception {
      VentricleCurve curve = VentricleCurve.of(Cine.result(), Cine.FRAMES, true);
      Files.write(Path.of(file[0]), CurvePlot.png(curve));
    }
  }

  @Test
  void drawsTheSamePlotOnAMachineWithoutFonts() throws Exception {
    Path noFonts = folder.resolve("fonts.conf");
    Files.writeString(noFonts, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    Path plot = folder.resolve("curve.png");
    Path log = folder.resolve("log");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Duser.home=" + folder,
            Plotter.class.getName(),
            plot.toString());
    java.environment().put("FONTCONFIG_FILE", noFonts.toString());
    Process process = java.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), Files.readString(log));
    VentricleCurve curve = VentricleCurve.of(Cine.result(), Cine.FRAMES, true);
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        CurvePlot.png(curve), Files.readAllBytes(plot));
  }
}
