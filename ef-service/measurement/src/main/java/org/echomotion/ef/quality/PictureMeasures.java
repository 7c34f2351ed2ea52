package org.echomotion.ef.quality;

/**
 * Measures of a clip's pictures: the gain and the position of the ultrasound sector, measured when
 * the clip was ingested. Gray levels are 0 to 255, inside the sector, over all frames.
 *
 * @param saturatedShare share of the sector's pixels at the top of the gray scale, 0 to 1
 * @param darkShare share of the sector's pixels that are black, 0 to 1
 * @param medianLevel median gray level
 * @param brightLevel gray level that 5 % of the sector's pixels exceed
 * @param sectorShare share of the picture that the sector covers, 0 to 1
 * @param cutShare share of the sector's outline that runs along the picture's edge, 0 to 1
 */
public record PictureMeasures(
    double saturatedShare,
    double darkShare,
    double medianLevel,
    double brightLevel,
    double sectorShare,
    double cutShare) {}
