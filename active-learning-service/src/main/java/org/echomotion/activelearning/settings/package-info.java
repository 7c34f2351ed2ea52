/**
 * The settings of active-learning-service with their types and defaults. Every other package reads
 * them from here.
 */
package org.echomotion.activelearning.settings;
