package org.echomotion.cli.accuracy.outline;

/**
 * The labelled data that a model was evaluated on.
 *
 * @param folder as given by the user
 * @param layout layout of the folder
 * @param split train, valid, test or all
 * @param preprocessing version of the preprocessing
 * @param frames labelled frames of the split
 * @param subjects patients or phantoms of the split
 * @param leftOut number of items that could not be prepared, in all splits
 */
public record EvaluatedData(
    String folder,
    String layout,
    String split,
    String preprocessing,
    int frames,
    int subjects,
    int leftOut) {}
