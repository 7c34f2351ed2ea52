package org.echomotion.segmentation.dataset;

/**
 * One frame without a mask.
 *
 * @param subject pseudonym of the patient or phantom
 * @param split train, valid or test
 * @param view A4C or A2C
 * @param gray u8 [112 * 112], row-major, shared and not to be changed
 * @param millimetresPerPixel spacing of the frame; NaN where unknown
 * @param source set that it comes from
 */
public record UnmaskedFrame(
    String subject,
    String split,
    String view,
    byte[] gray,
    double millimetresPerPixel,
    String source) {}
