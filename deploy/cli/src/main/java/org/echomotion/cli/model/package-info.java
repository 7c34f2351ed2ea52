/**
 * Training and speed of networks: the commands {@code train}, {@code train-views}, {@code
 * train-temporal}, {@code temporal-data} and {@code benchmark-model}. In: prepared sets or
 * sequences. Out: model directories and figures.
 */
package org.echomotion.cli.model;
