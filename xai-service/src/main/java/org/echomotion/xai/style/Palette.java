package org.echomotion.xai.style;

import java.awt.Color;

/**
 * The colours, each with one meaning. Blue and orange are distinct for every common form of colour
 * blindness, and colour is never the only sign.
 */
public final class Palette {

  /** The outline of the left ventricle on a gray picture. */
  public static final Color CONTOUR = new Color(0x2E, 0xE6, 0xC8);

  /** The long axis and the mitral annulus on a gray picture. */
  public static final Color LONG_AXIS = new Color(0xFF, 0xD1, 0x66);

  /** End-diastole on a light ground. */
  public static final Color END_DIASTOLE = new Color(0x1F, 0x5F, 0xBF);

  /** End-systole on a light ground. */
  public static final Color END_SYSTOLE = new Color(0xC2, 0x41, 0x0C);

  /** End-diastole on a dark ground. */
  public static final Color END_DIASTOLE_BRIGHT = new Color(0x7A, 0xB8, 0xFF);

  /** End-systole on a dark ground. */
  public static final Color END_SYSTOLE_BRIGHT = new Color(0xFF, 0x9A, 0x5C);

  /** Behind pictures and their captions. */
  public static final Color GROUND = new Color(0x10, 0x14, 0x1A);

  /** Text on {@link #GROUND}. */
  public static final Color TEXT = new Color(0xF2, 0xF5, 0xF8);

  /** Less important text and lines on {@link #GROUND}. */
  public static final Color FAINT = new Color(0xA7, 0xB3, 0xC0);

  /** Text on white. */
  public static final Color INK = new Color(0x1B, 0x25, 0x30);

  private Palette() {}
}
