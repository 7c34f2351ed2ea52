package org.echomotion.ef.fusion;

/**
 * The frames of one pair of beats that the network reads, as indices from 0.
 *
 * @param fourChamberEndDiastole of the A4C clip
 * @param fourChamberEndSystole of the A4C clip
 * @param twoChamberEndDiastole of the A2C clip
 * @param twoChamberEndSystole of the A2C clip
 */
public record PairFrames(
    int fourChamberEndDiastole,
    int fourChamberEndSystole,
    int twoChamberEndDiastole,
    int twoChamberEndSystole) {

  public PairFrames {
    if (fourChamberEndDiastole < 0
        || fourChamberEndSystole < 0
        || twoChamberEndDiastole < 0
        || twoChamberEndSystole < 0) {
      throw new IllegalArgumentException("a frame index must not be negative");
    }
  }
}
