package org.echomotion.ingest.sector;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_TOPHAT;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.remark.Remark;
import org.echomotion.remark.Remark.Basis;
import org.echomotion.remark.Remark.Property;
import org.echomotion.sentence.SentenceCode;

/**
 * Detects letters and digits that are burned into the picture inside the ultrasound sector. It does
 * not read them, and it does not remove them. The rule:
 *
 * <ol>
 *   <li>A pixel is part of a stroke if it hardly changes during the cine and is brighter than its
 *       surroundings in every frame. Tissue flickers, so its darkest moment is dark. Among the
 *       pixels of a stroke's neighbourhood only the brightest count, which separates letters that
 *       touch.
 *   <li>Connected strokes are a letter if they have a letter's height, are at most about as wide as
 *       two letters, and do not fill their box, unless they are as narrow as the digit 1.
 *   <li>Letters are text if at least {@value #MIN_LETTERS} stand on a line close together, with
 *       similar heights and the same gray level, and at most half of them are mere bars, as the
 *       ticks of a scale are.
 * </ol>
 *
 * <p>All sizes are in pixels of the cine. Dark text, text in lines that are not horizontal, and
 * text in a cine in which nothing moves (a repeated still) is not detected. docs/preprocessing.md
 * has the measured rates.
 */
public final class BurnedInText {

  /** Text is the same in all frames, so more frames cost time and add nothing. */
  private static final int MAX_FRAMES = 32;

  /** Largest temporal standard deviation of text, in gray levels: lossy coding changes it a bit. */
  private static final double STEADY = 8;

  /** Smallest mean variance in the sector of a cine that is no repeated still. */
  private static final double FLICKER = 1;

  /** Strokes are narrower than this. */
  private static final int WIDER_THAN_STROKES = 11;

  /** Least difference in gray level between a stroke and its surroundings. */
  private static final int CONTRAST = 35;

  /** A stroke's pixels have at least this share of the contrast of the brightest pixel near. */
  private static final double SHARE_OF_BRIGHTEST = 0.6;

  private static final int NEAR = 5;

  private static final int MIN_HEIGHT = 6;
  private static final int MAX_HEIGHT = 48;

  /** Width of two letters that touch, in heights. */
  private static final double MAX_WIDTH = 2.5;

  /** Wider parts are two letters, and narrower ones may be bars, in heights. */
  private static final double TWO_LETTERS = 1.35;

  private static final double BAR = 0.35;

  /** A wider part that fills more of its box is a spot and no letter. */
  private static final double MAX_FILLED = 0.8;

  /** Letters of a line: difference of lower edges, of heights, and gap, in heights. */
  private static final double SAME_LINE = 0.2;

  private static final double SAME_HEIGHT = 0.5;
  private static final double MAX_GAP = 1.5;

  /** Differences of one pixel are rounding. */
  private static final double ROUNDING = 1.5;

  /** Letters of a line: difference of gray levels, as a share of the level. */
  private static final double SAME_LEVEL = 0.15;

  /** Fewer letters are marks of the scanner, or chance. */
  private static final int MIN_LETTERS = 4;

  private static final int MIN_PARTS = 3;

  private BurnedInText() {}

  /**
   * Strokes of letter size that are connected.
   *
   * @param level gray level of its bright pixels
   */
  private record Letter(int x, int bottom, int width, int height, int level) {

    int count() {
      return width > TWO_LETTERS * height ? 2 : 1;
    }

    boolean isBar() {
      return width <= BAR * height;
    }

    boolean standsBeside(Letter first) {
      return Math.abs(bottom - first.bottom) <= Math.max(ROUNDING, SAME_LINE * first.height)
          && Math.abs(height - first.height) <= Math.max(ROUNDING, SAME_HEIGHT * first.height)
          && Math.abs(level - first.level) <= SAME_LEVEL * first.level;
    }
  }

  /**
   * A remark if text was detected. It does not withhold the number.
   *
   * @param cine as decoded
   * @param sector of this cine
   */
  public static Optional<Remark> remark(Cine cine, Sector sector) {
    return isIn(cine, sector)
        ? Optional.of(
            new Remark(Property.CONTENT, Basis.DERIVED, SentenceCode.TEXT_IN_SECTOR.text()))
        : Optional.empty();
  }

  /** Whether text was detected inside the sector. */
  static boolean isIn(Cine cine, Sector sector) {
    Lowest lowest = Lowest.of(cine, sector);
    if (lowest.variance < FLICKER) {
      return false;
    }
    List<Letter> letters = letters(strokes(lowest, sector), lowest, sector);
    return letters.stream().anyMatch(first -> isText(line(first, letters)));
  }

  /**
   * Each pixel of the sector's box over all frames.
   *
   * @param levels uint8 [height * width], the lowest level; 0 outside the sector
   * @param steady boolean [height * width], whether the level hardly changes; false outside
   * @param variance mean temporal variance inside the sector
   */
  private record Lowest(byte[] levels, boolean[] steady, double variance) {

    static Lowest of(Cine cine, Sector sector) {
      int pixels = sector.mask().length;
      int[] lowest = new int[pixels];
      int[] sum = new int[pixels];
      int[] squares = new int[pixels];
      Arrays.fill(lowest, 255);
      List<byte[]> frames = cine.frames();
      int taken = Math.min(frames.size(), MAX_FRAMES);
      for (int i = 0; i < taken; i++) {
        byte[] frame = frames.get((int) ((long) i * (frames.size() - 1) / (taken - 1)));
        byte[] shown = sector.cropped(frame, cine.columns());
        for (int p = 0; p < pixels; p++) {
          int level = shown[p] & 0xff;
          lowest[p] = Math.min(lowest[p], level);
          sum[p] += level;
          squares[p] += level * level;
        }
      }
      byte[] levels = new byte[pixels];
      boolean[] steady = new boolean[pixels];
      double all = 0;
      int inside = 0;
      for (int p = 0; p < pixels; p++) {
        if (sector.mask()[p]) {
          double mean = (double) sum[p] / taken;
          double variance = (double) squares[p] / taken - mean * mean;
          steady[p] = variance <= STEADY * STEADY;
          levels[p] = (byte) lowest[p];
          all += variance;
          inside++;
        }
      }
      return new Lowest(levels, steady, all / inside);
    }

    int level(int pixel) {
      return levels[pixel] & 0xff;
    }
  }

  /** uint8 [height * width] of the sector's box: 255 on strokes, else 0. */
  private static byte[] strokes(Lowest lowest, Sector sector) {
    byte[] contrast = new byte[lowest.levels.length];
    byte[] brightest = new byte[contrast.length];
    PointerScope scope = new PointerScope();
    try {
      Mat levels = mat(lowest.levels, sector);
      Mat narrow = new Mat();
      Mat near = new Mat();
      morphologyEx(levels, narrow, MORPH_TOPHAT, square(WIDER_THAN_STROKES));
      dilate(narrow, near, square(NEAR));
      narrow.data().get(contrast);
      near.data().get(brightest);
    } finally {
      scope.close();
    }
    byte[] strokes = new byte[contrast.length];
    for (int p = 0; p < strokes.length; p++) {
      double least = Math.max(CONTRAST, SHARE_OF_BRIGHTEST * (brightest[p] & 0xff));
      strokes[p] = (byte) (lowest.steady[p] && (contrast[p] & 0xff) >= least ? 255 : 0);
    }
    return strokes;
  }

  private static List<Letter> letters(byte[] strokes, Lowest lowest, Sector sector) {
    List<Letter> letters = new ArrayList<>();
    PointerScope scope = new PointerScope();
    try {
      Mat picture = mat(strokes, sector);
      Mat labels = new Mat();
      Mat boxes = new Mat();
      Mat centres = new Mat();
      int parts = connectedComponentsWithStats(picture, labels, boxes, centres, 8, CV_32S);
      IntIndexer label = labels.createIndexer();
      IntIndexer box = boxes.createIndexer();
      for (int part = 1; part < parts; part++) {
        int width = box.get(part, CC_STAT_WIDTH);
        int height = box.get(part, CC_STAT_HEIGHT);
        int area = box.get(part, CC_STAT_AREA);
        if (isLetter(width, height, area)) {
          int x = box.get(part, CC_STAT_LEFT);
          int y = box.get(part, CC_STAT_TOP);
          int[] levels = new int[area];
          int found = 0;
          for (int p = 0; p < width * height; p++) {
            int row = y + p / width;
            int column = x + p % width;
            if (label.get(row, column) == part) {
              levels[found++] = lowest.level(row * sector.width() + column);
            }
          }
          Arrays.sort(levels);
          letters.add(new Letter(x, y + height, width, height, levels[3 * (area - 1) / 4]));
        }
      }
    } finally {
      scope.close();
    }
    letters.sort(Comparator.comparingInt(Letter::x));
    return letters;
  }

  private static boolean isLetter(int width, int height, int area) {
    boolean isSpot = width > BAR * height && area > MAX_FILLED * width * height;
    return height >= MIN_HEIGHT
        && height <= MAX_HEIGHT
        && width <= MAX_WIDTH * height
        && area >= height
        && !isSpot;
  }

  /** The letters that follow the first one on its line, up to a wide gap. */
  private static List<Letter> line(Letter first, List<Letter> byColumn) {
    List<Letter> line = new ArrayList<>();
    int end = first.x;
    for (Letter letter : byColumn.subList(byColumn.indexOf(first), byColumn.size())) {
      if (letter.standsBeside(first)) {
        if (letter.x - end > MAX_GAP * first.height) {
          break;
        }
        line.add(letter);
        end = Math.max(end, letter.x + letter.width);
      }
    }
    return line;
  }

  private static boolean isText(List<Letter> line) {
    return line.size() >= MIN_PARTS
        && line.stream().mapToInt(Letter::count).sum() >= MIN_LETTERS
        && 2 * line.stream().filter(Letter::isBar).count() <= line.size();
  }

  private static Mat square(int side) {
    return getStructuringElement(MORPH_RECT, new Size(side, side));
  }

  /** A copy of a picture of the sector's box. The caller holds a {@code PointerScope}. */
  private static Mat mat(byte[] pixels, Sector sector) {
    Mat mat = new Mat(sector.height(), sector.width(), CV_8UC1);
    mat.data().put(pixels, 0, pixels.length);
    return mat;
  }
}
