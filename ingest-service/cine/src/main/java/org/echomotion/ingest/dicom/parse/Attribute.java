package org.echomotion.ingest.dicom.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The only attributes that are read from a DICOM file. All others, including names, identifiers and
 * dates, are skipped. Add nothing here that could identify a patient. A frame's date and time are
 * used only for the time since the previous frame.
 */
public enum Attribute {
  MEDIA_STORAGE_SOP_CLASS_UID(0x0002_0002, Kind.TEXT),
  TRANSFER_SYNTAX_UID(0x0002_0010, Kind.TEXT),

  FIRST_DIRECTORY_RECORD(0x0004_1200, Kind.NUMBER),

  SOP_CLASS_UID(0x0008_0016, Kind.TEXT),
  MODALITY(0x0008_0060, Kind.TEXT),
  CODE_VALUE(0x0008_0100, Kind.TEXT),
  CODING_SCHEME_DESIGNATOR(0x0008_0102, Kind.TEXT),
  CODE_MEANING(0x0008_0104, Kind.TEXT),
  VIEW_NAME(0x0008_2127, Kind.TEXT),
  RECOMMENDED_DISPLAY_FRAME_RATE(0x0008_2144, Kind.TEXT),

  CINE_RATE(0x0018_0040, Kind.TEXT),
  EFFECTIVE_DURATION(0x0018_0072, Kind.TEXT),
  FRAME_TIME(0x0018_1063, Kind.TEXT),
  FRAME_TIME_VECTOR(0x0018_1065, Kind.TEXT),
  ACTUAL_FRAME_DURATION(0x0018_1242, Kind.TEXT),
  IMAGER_PIXEL_SPACING(0x0018_1164, Kind.TEXT),
  NOMINAL_SCANNED_PIXEL_SPACING(0x0018_2010, Kind.TEXT),
  R_WAVE_TIME_VECTOR(0x0018_6060, Kind.FLOATS),

  SEQUENCE_OF_ULTRASOUND_REGIONS(0x0018_6011, Kind.SEQUENCE),
  REGION_SPATIAL_FORMAT(0x0018_6012, Kind.NUMBER),
  REGION_DATA_TYPE(0x0018_6014, Kind.NUMBER),
  REGION_LOCATION_MIN_X0(0x0018_6018, Kind.NUMBER),
  REGION_LOCATION_MIN_Y0(0x0018_601A, Kind.NUMBER),
  REGION_LOCATION_MAX_X1(0x0018_601C, Kind.NUMBER),
  REGION_LOCATION_MAX_Y1(0x0018_601E, Kind.NUMBER),
  PHYSICAL_UNITS_X_DIRECTION(0x0018_6024, Kind.NUMBER),
  PHYSICAL_UNITS_Y_DIRECTION(0x0018_6026, Kind.NUMBER),
  PHYSICAL_DELTA_X(0x0018_602C, Kind.DOUBLE),
  PHYSICAL_DELTA_Y(0x0018_602E, Kind.DOUBLE),

  FRAME_ACQUISITION_DATE_TIME(0x0018_9074, Kind.TEXT),
  FRAME_REFERENCE_DATE_TIME(0x0018_9151, Kind.TEXT),
  FRAME_ACQUISITION_DURATION(0x0018_9220, Kind.DOUBLE),
  FRAME_CONTENT(0x0020_9111, Kind.SEQUENCE),

  SAMPLES_PER_PIXEL(0x0028_0002, Kind.NUMBER),
  PHOTOMETRIC_INTERPRETATION(0x0028_0004, Kind.TEXT),
  PLANAR_CONFIGURATION(0x0028_0006, Kind.NUMBER),
  NUMBER_OF_FRAMES(0x0028_0008, Kind.TEXT),
  FRAME_INCREMENT_POINTER(0x0028_0009, Kind.BYTES),
  ULTRASOUND_COLOR_DATA_PRESENT(0x0028_0014, Kind.NUMBER),
  ROWS(0x0028_0010, Kind.NUMBER),
  COLUMNS(0x0028_0011, Kind.NUMBER),
  PIXEL_SPACING(0x0028_0030, Kind.TEXT),
  PIXEL_ASPECT_RATIO(0x0028_0034, Kind.TEXT),
  BITS_ALLOCATED(0x0028_0100, Kind.NUMBER),
  BITS_STORED(0x0028_0101, Kind.NUMBER),
  HIGH_BIT(0x0028_0102, Kind.NUMBER),
  PIXEL_REPRESENTATION(0x0028_0103, Kind.NUMBER),
  WINDOW_CENTER(0x0028_1050, Kind.TEXT),
  WINDOW_WIDTH(0x0028_1051, Kind.TEXT),
  RESCALE_INTERCEPT(0x0028_1052, Kind.TEXT),
  RESCALE_SLOPE(0x0028_1053, Kind.TEXT),
  RED_PALETTE_DESCRIPTOR(0x0028_1101, Kind.BYTES),
  GREEN_PALETTE_DESCRIPTOR(0x0028_1102, Kind.BYTES),
  BLUE_PALETTE_DESCRIPTOR(0x0028_1103, Kind.BYTES),
  RED_PALETTE(0x0028_1201, Kind.BYTES),
  GREEN_PALETTE(0x0028_1202, Kind.BYTES),
  BLUE_PALETTE(0x0028_1203, Kind.BYTES),
  SEGMENTED_RED_PALETTE(0x0028_1221, Kind.BYTES),
  SEGMENTED_GREEN_PALETTE(0x0028_1222, Kind.BYTES),
  SEGMENTED_BLUE_PALETTE(0x0028_1223, Kind.BYTES),

  PIXEL_MEASURES(0x0028_9110, Kind.SEQUENCE),
  VIEW_CODE_SEQUENCE(0x0054_0220, Kind.SEQUENCE),

  SHARED_FUNCTIONAL_GROUPS(0x5200_9229, Kind.SEQUENCE),
  PER_FRAME_FUNCTIONAL_GROUPS(0x5200_9230, Kind.SEQUENCE);

  /** How a value is laid out, whichever value representation the file states. */
  enum Kind {
    /** Text; numbers written as text (DS, IS) among it. */
    TEXT,
    /** One unsigned number of 2 or 4 bytes (US, UL). */
    NUMBER,
    /** One double (FD). */
    DOUBLE,
    /** Any number of floats (FL). */
    FLOATS,
    /** Left as bytes. */
    BYTES,
    /** Items that are data sets themselves (SQ). */
    SEQUENCE
  }

  private static final Map<Integer, Attribute> BY_TAG = new HashMap<>();

  static {
    for (Attribute attribute : values()) {
      BY_TAG.put(attribute.tag, attribute);
    }
  }

  public final int tag;
  final Kind kind;

  Attribute(int tag, Kind kind) {
    this.tag = tag;
    this.kind = kind;
  }

  public static Optional<Attribute> ofTag(int tag) {
    return Optional.ofNullable(BY_TAG.get(tag));
  }
}
