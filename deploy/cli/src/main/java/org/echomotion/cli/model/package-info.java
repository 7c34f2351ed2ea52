/**
 * Training and measuring networks: the commands {@code train}, {@code train-views}, {@code
 * train-temporal}, {@code temporal-data} and {@code benchmark-model}.
 */
package org.echomotion.cli.model;
