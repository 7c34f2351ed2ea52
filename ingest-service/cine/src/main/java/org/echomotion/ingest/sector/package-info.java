/**
 * A {@link org.echomotion.ingest.decode.Cine} in, the place of its ultrasound sector out. The
 * sector holds all tissue that the scanner drew, and neither menus nor text nor traces beside it.
 */
package org.echomotion.ingest.sector;
