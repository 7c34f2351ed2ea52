package org.echomotion.ingest.phantom.picture;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.ingest.phantom.Draw;

/** Scanner graphics burned into a small image, the same on every frame, without text. */
final class Overlay {

  private record Dot(int column, int row, int value) {}

  private final List<Dot> dots;

  private Overlay(List<Dot> dots) {
    this.dots = dots;
  }

  static Overlay none() {
    return new Overlay(List.of());
  }

  /** Probe mark at the top, a focus bracket beside the right edge and depth marks along it. */
  static Overlay echoNet(Draw draw) {
    List<Dot> dots = new ArrayList<>();
    int mark = 67 + draw.below(3);
    int gray = 70 + draw.below(80);
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 5; column++) {
        boolean corner = (row == 0 || row == 3) && (column == 0 || column == 4);
        if (!corner) {
          dots.add(new Dot(mark + column, row, gray - draw.below(25)));
        }
      }
    }
    int side = 98 + draw.below(9);
    int top = 30 + draw.below(6);
    int length = 6 + draw.below(8);
    int bright = 170 + draw.below(80);
    for (int row = top; row <= top + length; row++) {
      dots.add(new Dot(side, row, bright));
    }
    dots.add(new Dot(side + 1, top, bright));
    dots.add(new Dot(side + 1, top + length, bright));
    int marks = 2 + draw.below(5);
    int spacing = 11 + draw.below(6);
    for (int i = 0; i < marks; i++) {
      dots.add(new Dot(Math.min(111, side + 4), Math.min(111, 20 + i * spacing), bright));
    }
    return new Overlay(List.copyOf(dots));
  }

  void drawOn(byte[] image, int width) {
    for (Dot dot : dots) {
      image[dot.row * width + dot.column] = (byte) dot.value;
    }
  }
}
