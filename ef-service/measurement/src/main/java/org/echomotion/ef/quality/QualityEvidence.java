package org.echomotion.ef.quality;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.remark.Remark;

/**
 * What a result rests on.
 *
 * @param averagedBeats how many beats were averaged
 * @param completeBeats how many of them the clip shows from end-diastole to end-diastole
 * @param regularity of the rhythm, which says how many an average needs
 * @param beatSpreadPoints largest less smallest ejection fraction of the averaged beats
 * @param lengthSpreadShare longest less shortest long axis at end-diastole of the averaged beats,
 *     over the longest: above 0.1 some beats are foreshortened, or their outlines differ
 * @param shortestIsRounder whether the apex is rounder on the shortest of them than on the longest,
 *     as it is where the picture's plane misses it
 * @param contourSdPoints standard deviation of the ejection fraction from the outlines' uncertainty
 * @param jitterShare frame-to-frame jitter of the volume over its mean
 * @param droppedShare share of frames without a usable outline, 0 to 1
 * @param borderShare share of frames whose outline runs along the frame's edge, 0 to 1
 * @param frameRateHz frames per second
 * @param picture measures of gain and sector; empty where there are none
 * @param remarks how properties of the cine are known if the file does not state them directly
 */
public record QualityEvidence(
    int averagedBeats,
    int completeBeats,
    Regularity regularity,
    double beatSpreadPoints,
    double lengthSpreadShare,
    boolean shortestIsRounder,
    double contourSdPoints,
    double jitterShare,
    double droppedShare,
    double borderShare,
    double frameRateHz,
    Optional<PictureMeasures> picture,
    List<Remark> remarks) {}
