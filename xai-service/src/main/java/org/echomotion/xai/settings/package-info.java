/**
 * The settings of xai-service with their types and defaults. Every other package reads them from
 * here; none reads a property by its name, except for the schedule in an annotation.
 */
package org.echomotion.xai.settings;
