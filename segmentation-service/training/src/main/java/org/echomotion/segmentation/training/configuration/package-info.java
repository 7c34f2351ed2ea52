/**
 * In: arguments {@code key=value}. Out: one checked {@link
 * org.echomotion.segmentation.training.configuration.TrainingConfig}.
 *
 * <p>A configuration consists of one file per group ({@code model}, {@code data}, {@code optim},
 * {@code augment}), from {@code train/} on the class path or from the user, and of single values
 * that override them.
 *
 * <p>Invariant: the resolved configuration has every key and fully defines a run.
 */
package org.echomotion.segmentation.training.configuration;
