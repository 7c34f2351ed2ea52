/**
 * {@code key=value} words in; one checked {@link
 * org.echomotion.segmentation.training.configuration.TrainingConfig} out.
 *
 * <p>The configuration is composed of one file per group ({@code model}, {@code data}, {@code
 * optim}, {@code augment}) under {@code train/} on the class path, or the user's own, and of single
 * values set over them. Invariant: what a run did is fixed by its resolved configuration, which
 * names every key.
 */
package org.echomotion.segmentation.training.configuration;
