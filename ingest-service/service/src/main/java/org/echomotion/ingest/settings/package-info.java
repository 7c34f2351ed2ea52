/** What an operator can set, with defaults. The edges read it; no step does. */
package org.echomotion.ingest.settings;
