package org.echomotion.ef.api.messages;

import java.util.List;
import java.util.Optional;
import org.echomotion.contract.common.v1.Basis;
import org.echomotion.contract.common.v1.CineProperty;
import org.echomotion.contract.common.v1.Recording;
import org.echomotion.ef.beats.FrameTimes;
import org.echomotion.ef.beats.RWaves;
import org.echomotion.ef.quality.PictureMeasures;
import org.echomotion.ef.quality.Remark;

/** How a clip was recorded, from the contract's message. */
public final class RecordingMessages {

  private RecordingMessages() {}

  /**
   * Reads how a clip was recorded.
   *
   * @param message the default one where none was sent
   * @throws IllegalArgumentException if its times are not valid
   */
  public static org.echomotion.ef.clip.Recording read(Recording message, int frameCount) {
    return new org.echomotion.ef.clip.Recording(
        FrameTimes.of(message.getFrameTimesSecondsList(), frameCount),
        new RWaves(message.getRWaveTimesSecondsList()),
        message.hasPicture() ? Optional.of(picture(message.getPicture())) : Optional.empty(),
        message.getRemarksList().stream().map(RecordingMessages::remark).toList());
  }

  private static Remark remark(org.echomotion.contract.common.v1.Remark message) {
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

  /** Writes remarks for a result. */
  static List<org.echomotion.contract.common.v1.Remark> write(List<Remark> remarks) {
    return remarks.stream().map(RecordingMessages::message).toList();
  }

  private static org.echomotion.contract.common.v1.Remark message(Remark remark) {
    return org.echomotion.contract.common.v1.Remark.newBuilder()
        .setProperty(CineProperty.valueOf("CINE_PROPERTY_" + remark.property()))
        .setBasis(Basis.valueOf("BASIS_" + remark.basis()))
        .setText(remark.text())
        .setWithholds(remark.withholds())
        .build();
  }

  private static PictureMeasures picture(
      org.echomotion.contract.common.v1.PictureMeasures message) {
    return new PictureMeasures(
        message.getSaturatedShare(),
        message.getDarkShare(),
        message.getMedianLevel(),
        message.getBrightLevel(),
        message.getSectorShare(),
        message.getCutShare());
  }
}
