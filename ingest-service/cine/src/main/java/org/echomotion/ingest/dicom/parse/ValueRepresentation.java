package org.echomotion.ingest.dicom.parse;

import java.util.Optional;

/**
 * The value representations of DICOM (PS3.5, sections 6.2 and 7.1.2).
 *
 * <p>{@link #UNKNOWN} is UN, also used if a file states no representation (implicit VR).
 */
enum ValueRepresentation {
  AE,
  AS,
  AT(2),
  CS,
  DA,
  DS,
  DT,
  FD(8),
  FL(4),
  IS,
  LO,
  LT,
  OB(1, true),
  OD(8, true),
  OF(4, true),
  OL(4, true),
  OV(8, true),
  OW(2, true),
  PN,
  SH,
  SL(4),
  SQ(1, true),
  SS(2),
  ST,
  SV(8, true),
  TM,
  UC(1, true),
  UI,
  UL(4),
  UNKNOWN(1, true),
  UR(1, true),
  US(2),
  UT(1, true),
  UV(8, true);

  /** Size of the units whose bytes are swapped in a big endian file. */
  final int unit;

  /** Whether, in explicit VR, the length has 4 bytes after 2 reserved bytes. */
  final boolean longForm;

  ValueRepresentation() {
    this(1, false);
  }

  ValueRepresentation(int unit) {
    this(unit, false);
  }

  ValueRepresentation(int unit, boolean longForm) {
    this.unit = unit;
    this.longForm = longForm;
  }

  /** The value representation with these two letters; empty if it is unknown. */
  static Optional<ValueRepresentation> of(byte first, byte second) {
    if (first == 'U' && second == 'N') {
      return Optional.of(UNKNOWN);
    }
    for (ValueRepresentation each : values()) {
      String name = each.name();
      if (name.length() == 2 && name.charAt(0) == first && name.charAt(1) == second) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
