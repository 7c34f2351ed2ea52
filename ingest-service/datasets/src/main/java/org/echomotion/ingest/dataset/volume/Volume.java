package org.echomotion.ingest.dataset.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.echomotion.ingest.decode.PixelSpacing;

/**
 * Frames of one size, gray values or labels.
 *
 * @param frames each uint8 [rows * columns], row-major; at least one
 * @param spacing millimetres between pixels; empty if the file states none
 */
public record Volume(List<byte[]> frames, int rows, int columns, Optional<PixelSpacing> spacing) {

  public Volume {
    frames = List.copyOf(frames);
  }

  /** The suffixes of a volume's file, in search order. */
  private static final List<String> SUFFIXES = List.of(".nii.gz", ".nii", ".mhd", ".mha");

  /** Returns the file {@code stem} with a readable suffix; empty if there is none. */
  public static Optional<Path> find(Path folder, String stem) {
    return SUFFIXES.stream()
        .map(suffix -> folder.resolve(stem + suffix))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Reads a {@code .mhd}, {@code .mha}, {@code .nii} or {@code .nii.gz} file.
   *
   * @throws IOException if it cannot be read, is damaged, or is not an 8-bit picture; the message
   *     states which
   */
  public static Volume read(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mhd") || name.endsWith(".mha")
        ? MetaImage.read(file)
        : NiftiImage.read(file);
  }
}
