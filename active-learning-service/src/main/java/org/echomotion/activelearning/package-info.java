/**
 * In: frames with an uncertain outline. Out: a queue of tasks for annotators, and their outlines.
 * The packages below are the steps.
 */
package org.echomotion.activelearning;
