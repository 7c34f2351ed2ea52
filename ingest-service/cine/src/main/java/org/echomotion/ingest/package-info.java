/** Cine in; decoded, de-identified, preprocessed clip out. The steps are the packages below. */
package org.echomotion.ingest;
