package org.echomotion.ingest.dataset.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The tables of a folder in EchoNet-Dynamic's layout, and {@code Truth.csv}, which phantoms have in
 * addition. The videos are in the folder {@code Videos}.
 */
public enum EchoNetTable {
  /** One row per video: ejection fraction, volumes, split. */
  FILE_LIST("FileList.csv"),

  /** One row per line of a tracing. */
  VOLUME_TRACINGS("VolumeTracings.csv"),

  /** Of phantoms, one row per video: view, scale, frames of ED and ES. */
  PHANTOM_TRUTH("Truth.csv"),

  /** Of phantoms, one row per frame: time and volume. */
  PHANTOM_FRAME_TRUTH("FrameTruth.csv");

  /** Name of the video, in every table. {@link #stem} gives it without its ending. */
  public static final String FILE_NAME = "FileName";

  /** Ejection fraction, percent. */
  public static final String EF = "EF";

  /** End-diastolic volume, ml. */
  public static final String EDV = "EDV";

  /** TRAIN, VAL or TEST. */
  public static final String SPLIT = "Split";

  /** M or F; not in the published table. */
  public static final String SEX = "Sex";

  /** Of a phantom, A4C or A2C. */
  public static final String VIEW = "View";

  /** Of a phantom, millimetres per pixel. */
  public static final String MM_PER_PX = "MmPerPx";

  /** Of a phantom, indices of the end-diastolic frames, separated by blanks. */
  public static final String ED_FRAMES = "EDFrames";

  /** Of a phantom, indices of the end-systolic frames. */
  public static final String ES_FRAMES = "ESFrames";

  private static final String AVI = ".avi";

  private final String name;

  EchoNetTable(String name) {
    this.name = name;
  }

  /** Returns the table's file. */
  public Path file(Path folder) {
    return folder.resolve(name);
  }

  /** Whether a folder has this table. */
  public boolean isIn(Path folder) {
    return Files.exists(file(folder));
  }

  /**
   * Reads the table of a folder.
   *
   * @param required columns that the table must have
   * @throws IOException if it cannot be read, or lacks a required column
   */
  public List<TableRow> read(Path folder, String... required) throws IOException {
    return TableRow.read(file(folder), required);
  }

  /**
   * Returns a video's name without {@code .avi} in any case. In the published table a few names
   * have no ending.
   */
  public static String stem(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(AVI)
        ? fileName.substring(0, fileName.length() - AVI.length())
        : fileName;
  }

  /**
   * Returns the video with this name, with or without its ending. On disk the ending may be in
   * capitals.
   */
  public static Path video(Path folder, String fileName) {
    Path videos = folder.resolve("Videos");
    Path capitals = videos.resolve(stem(fileName) + AVI.toUpperCase(Locale.ROOT));
    return Files.exists(capitals) ? capitals : videos.resolve(stem(fileName) + AVI);
  }
}
