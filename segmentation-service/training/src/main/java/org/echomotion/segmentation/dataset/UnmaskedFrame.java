package org.echomotion.segmentation.dataset;

/**
 * One frame without a mask.
 *
 * @param subject pseudonym of the patient or phantom
 * @param split train, valid or test
 * @param view A4C or A2C
 * @param gray u8 [112 * 112], row-major, shared, must not be changed
 * @param millimetresPerPixel spacing of the frame; NaN if unknown
 * @param source name of its data set
 */
public record UnmaskedFrame(
    String subject,
    String split,
    String view,
    byte[] gray,
    double millimetresPerPixel,
    String source) {}
