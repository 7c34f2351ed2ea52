/** The operator's settings with their defaults. The edges read them; the steps do not. */
package org.echomotion.ingest.settings;
