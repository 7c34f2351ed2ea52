/**
 * The settings of xai-service with their types and defaults. Other packages read them from here.
 * Only the schedule in an annotation reads a property by its name.
 */
package org.echomotion.xai.settings;
