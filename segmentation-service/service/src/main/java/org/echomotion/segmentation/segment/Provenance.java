package org.echomotion.segmentation.segment;

/**
 * The model and settings of a segmentation. On one machine the same frames and provenance give the
 * same bits.
 *
 * @param configurationHash SHA-256 of the settings that can change a result, lower-case hex
 */
public record Provenance(
    String modelName,
    String modelVersion,
    String modelSha256,
    String modelLicence,
    String preprocessingVersion,
    String softwareVersion,
    String configurationHash) {}
