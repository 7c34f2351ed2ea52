package org.echomotion.segmentation.outline;

/**
 * The cavity's pixels: the largest 4-connected component of the pixels with probability above 0.5
 * (of equal ones, the first, row by row), with its holes filled. A cavity has no holes; a papillary
 * muscle or a dropout inside it belongs to the cavity (Lang et al., ASE/EACVI 2015).
 */
final class CavityRegion {

  private static final int[] DX = {0, 1, 0, -1, 1, 1, -1, -1};
  private static final int[] DY = {-1, 0, 1, 0, -1, 1, 1, -1};

  private final ProbabilityMap map;
  private final int height;
  private final int width;
  private final int[] stack;

  private CavityRegion(ProbabilityMap map) {
    this.map = map;
    this.height = map.height();
    this.width = map.width();
    this.stack = new int[height * width];
  }

  /** Pixels, row-major; all false if no probability is above 0.5. */
  static boolean[] of(ProbabilityMap map) {
    return new CavityRegion(map).find();
  }

  private boolean[] find() {
    boolean[] likely = new boolean[height * width];
    for (int i = 0; i < likely.length; i++) {
      likely[i] = map.likely(i % width, i / width);
    }
    int[] label = new int[likely.length];
    int labels = 0;
    int largest = 0;
    int largestSize = 0;
    for (int i = 0; i < likely.length; i++) {
      if (likely[i] && label[i] == 0) {
        int size = flood(i, likely, label, ++labels, 4);
        if (size > largestSize) {
          largestSize = size;
          largest = labels;
        }
      }
    }
    boolean[] cavity = new boolean[likely.length];
    for (int i = 0; i < cavity.length; i++) {
      cavity[i] = largest != 0 && label[i] == largest;
    }
    fillHoles(cavity);
    return cavity;
  }

  /** A hole is not connected with the frame's edge outside the cavity, diagonals included. */
  private void fillHoles(boolean[] cavity) {
    boolean[] open = new boolean[cavity.length];
    for (int i = 0; i < open.length; i++) {
      open[i] = !cavity[i];
    }
    int[] outside = new int[cavity.length];
    for (int i = 0; i < cavity.length; i++) {
      int x = i % width;
      int y = i / width;
      boolean edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
      if (edge && open[i] && outside[i] == 0) {
        flood(i, open, outside, 1, 8);
      }
    }
    for (int i = 0; i < cavity.length; i++) {
      cavity[i] = outside[i] == 0;
    }
  }

  private int flood(int start, boolean[] member, int[] label, int value, int neighbours) {
    int size = 0;
    int top = 0;
    stack[top++] = start;
    label[start] = value;
    while (top > 0) {
      int at = stack[--top];
      size++;
      for (int n = 0; n < neighbours; n++) {
        int x = at % width + DX[n];
        int y = at / width + DY[n];
        if (x >= 0 && y >= 0 && x < width && y < height) {
          int next = y * width + x;
          if (member[next] && label[next] == 0) {
            label[next] = value;
            stack[top++] = next;
          }
        }
      }
    }
    return size;
  }
}
