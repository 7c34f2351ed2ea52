package org.echomotion.ef.volume;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.contour.PixelSpacing;

/**
 * A program, not a test: how well long axis and disks agree with reference volumes on expert masks.
 * Its argument is a directory with {@code index.csv} (patient, split, view, phase, image, mask,
 * mm_per_px, quality, ef_biplane, edv_biplane_ml, esv_biplane_ml) and the masks (PNG, 1 = cavity).
 * The second argument shrinks the masks first. Default 1: full resolution; 2: working resolution.
 * See docs/ejection-fraction.md.
 */
public final class CamusAgreement {

  private static final int CAVITY = 1;

  private final Path directory;
  private final int shrink;

  private CamusAgreement(Path directory, int shrink) {
    this.directory = directory;
    this.shrink = shrink;
  }

  private record View(Disks disks, PixelSpacing spacing) {

    double lengthMm() {
      return spacing.toMillimetres(disks.axis().lengthPixels());
    }

    double diameterMm(int disk) {
      return spacing.toMillimetres(disks.diametersPixels().get(disk));
    }

    double volumeMl() {
      return disks.volume().toMillilitres(spacing).value();
    }

    /** Biplane method of disks: {@code V = pi/4 * sum(a_i * b_i) * L/n}, L the longer axis. */
    double biplaneMl(View other) {
      double sum = 0;
      for (int i = 0; i < Disks.COUNT; i++) {
        sum += diameterMm(i) * other.diameterMm(i);
      }
      double length = Math.max(lengthMm(), other.lengthMm());
      return Math.PI / 4 * sum * length / Disks.COUNT / 1000;
    }
  }

  /** Errors against the published values; and how the two views differ, points and percent. */
  private record Patient(
      double biplaneError,
      double uncalibratedError,
      double volumeError,
      double singlePlaneError,
      double viewDifference,
      double lengthDifference) {}

  public static void main(String[] arguments) throws IOException {
    int shrink = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    new CamusAgreement(Path.of(arguments[0]), shrink).report();
  }

  private void report() throws IOException {
    Map<String, Map<String, String[]>> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(directory.resolve("index.csv"))) {
      String[] row = line.split(",");
      rows.computeIfAbsent(row[0], patient -> new LinkedHashMap<>()).put(row[2] + row[3], row);
    }
    List<Patient> patients = new ArrayList<>();
    for (Map<String, String[]> patient : rows.values()) {
      if (patient.keySet().containsAll(List.of("A4CED", "A4CES", "A2CED", "A2CES"))) {
        patients.add(measure(patient));
      }
    }
    System.out.printf("%d patients, masks shrunk by %d%n", patients.size(), shrink);
    print("biplane EF, points", patients.stream().mapToDouble(Patient::biplaneError).toArray());
    print(
        "biplane without spacing",
        patients.stream().mapToDouble(Patient::uncalibratedError).toArray());
    print("biplane EDV, %", patients.stream().mapToDouble(Patient::volumeError).toArray());
    print(
        "A4C EF against biplane",
        patients.stream().mapToDouble(Patient::singlePlaneError).toArray());
    print("A2C EF less A4C EF", patients.stream().mapToDouble(Patient::viewDifference).toArray());
    print(
        "difference in length, %",
        patients.stream().mapToDouble(Patient::lengthDifference).toArray());
    System.out.printf(
        "lengths differ by more than 10 %%: %d, more than 20 %%: %d%n",
        patients.stream().filter(p -> p.lengthDifference() > 10).count(),
        patients.stream().filter(p -> p.lengthDifference() > 20).count());
    System.out.printf(
        "views differ by more than 20 points: %d%n",
        patients.stream().filter(p -> Math.abs(p.viewDifference()) > 20).count());
  }

  private Patient measure(Map<String, String[]> rows) throws IOException {
    String[] reference = rows.get("A4CED");
    View diastole = view(reference);
    View systole = view(rows.get("A4CES"));
    View otherDiastole = view(rows.get("A2CED"));
    View otherSystole = view(rows.get("A2CES"));
    double endDiastolic = diastole.biplaneMl(otherDiastole);
    double endSystolic = systole.biplaneMl(otherSystole);
    double fourChamber = 100 * (1 - systole.volumeMl() / diastole.volumeMl());
    double ejectionFraction = Double.parseDouble(reference[8]);
    return new Patient(
        100 * (1 - endSystolic / endDiastolic) - ejectionFraction,
        100
                * (1
                    - Biplane.systolicShare(
                        diastole.disks().slices(),
                        otherDiastole.disks().slices(),
                        systole.disks().slices(),
                        otherSystole.disks().slices()))
            - ejectionFraction,
        100 * (endDiastolic / Double.parseDouble(reference[9]) - 1),
        fourChamber - ejectionFraction,
        100 * (1 - otherSystole.volumeMl() / otherDiastole.volumeMl()) - fourChamber,
        100
            * Math.abs(diastole.lengthMm() - otherDiastole.lengthMm())
            / Math.max(diastole.lengthMm(), otherDiastole.lengthMm()));
  }

  private View view(String[] row) throws IOException {
    BufferedImage image = ImageIO.read(directory.resolve(row[5]).toFile());
    Raster labels = image.getRaster();
    int width = image.getWidth() / shrink;
    int height = image.getHeight() / shrink;
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        mask[y * width + x] = mostlyCavity(labels, x, y);
      }
    }
    return new View(
        Disks.of(MaskOutline.trace(mask, width, height).orElseThrow()),
        new PixelSpacing(Double.parseDouble(row[6]) * shrink));
  }

  private boolean mostlyCavity(Raster labels, int x, int y) {
    int cavity = 0;
    for (int j = 0; j < shrink; j++) {
      for (int i = 0; i < shrink; i++) {
        cavity += labels.getSample(x * shrink + i, y * shrink + j, 0) == CAVITY ? 1 : 0;
      }
    }
    // A tie goes either way by turns, so that shrinking neither adds nor takes area.
    int tie = (x + y) % 2;
    return 2 * cavity + tie > shrink * shrink;
  }

  private static void print(String what, double[] errors) {
    double[] sizes = DoubleStream.of(errors).map(Math::abs).sorted().toArray();
    double mean = Arrays.stream(errors).average().orElseThrow();
    double variance =
        DoubleStream.of(errors).map(e -> (e - mean) * (e - mean)).average().orElseThrow();
    System.out.printf(
        "%-24s mean absolute error %.2f, bias %.2f, sd %.2f, p90 %.2f, p95 %.2f, largest %.2f%n",
        what,
        DoubleStream.of(sizes).average().orElseThrow(),
        mean,
        Math.sqrt(variance),
        sizes[(int) (0.90 * sizes.length)],
        sizes[(int) (0.95 * sizes.length)],
        sizes[sizes.length - 1]);
  }
}
