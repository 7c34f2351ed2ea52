package org.echomotion.remark;

import java.util.List;
import org.echomotion.contract.common.v1.Basis;
import org.echomotion.contract.common.v1.CineProperty;

/** Remarks as messages of the contract. */
public final class RemarkMessages {

  private RemarkMessages() {}

  /** Returns the remarks as messages. */
  public static List<org.echomotion.contract.common.v1.Remark> write(List<Remark> remarks) {
    return remarks.stream().map(RemarkMessages::write).toList();
  }

  private static org.echomotion.contract.common.v1.Remark write(Remark remark) {
    return org.echomotion.contract.common.v1.Remark.newBuilder()
        .setProperty(
            switch (remark.property()) {
              case SPACING -> CineProperty.CINE_PROPERTY_SPACING;
              case TIME -> CineProperty.CINE_PROPERTY_TIME;
              case GEOMETRY -> CineProperty.CINE_PROPERTY_GEOMETRY;
              case GRAY_SCALE -> CineProperty.CINE_PROPERTY_GRAY_SCALE;
              case CONTENT -> CineProperty.CINE_PROPERTY_CONTENT;
            })
        .setBasis(
            switch (remark.basis()) {
              case STATED -> Basis.BASIS_STATED;
              case DERIVED -> Basis.BASIS_DERIVED;
              case ASSUMED -> Basis.BASIS_ASSUMED;
              case UNKNOWN -> Basis.BASIS_UNKNOWN;
            })
        .setText(remark.text())
        .setWithholds(remark.withholds())
        .build();
  }

  /**
   * Reads remarks from messages. A property that this version does not know is read as CONTENT, and
   * such a basis as UNKNOWN.
   *
   * @throws IllegalArgumentException if a remark has no text
   */
  public static List<Remark> read(List<org.echomotion.contract.common.v1.Remark> messages) {
    return messages.stream().map(RemarkMessages::read).toList();
  }

  private static Remark read(org.echomotion.contract.common.v1.Remark message) {
    return new Remark(
        switch (message.getProperty()) {
          case CINE_PROPERTY_SPACING -> Remark.Property.SPACING;
          case CINE_PROPERTY_TIME -> Remark.Property.TIME;
          case CINE_PROPERTY_GEOMETRY -> Remark.Property.GEOMETRY;
          case CINE_PROPERTY_GRAY_SCALE -> Remark.Property.GRAY_SCALE;
          case CINE_PROPERTY_CONTENT, CINE_PROPERTY_UNSPECIFIED, UNRECOGNIZED ->
              Remark.Property.CONTENT;
        },
        switch (message.getBasis()) {
          case BASIS_STATED -> Remark.Basis.STATED;
          case BASIS_DERIVED -> Remark.Basis.DERIVED;
          case BASIS_ASSUMED -> Remark.Basis.ASSUMED;
          case BASIS_UNKNOWN, BASIS_UNSPECIFIED, UNRECOGNIZED -> Remark.Basis.UNKNOWN;
        },
        message.getText(),
        message.getWithholds());
  }
}
