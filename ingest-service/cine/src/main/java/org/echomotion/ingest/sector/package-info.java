/**
 * In: a {@link org.echomotion.ingest.decode.Cine}. Out: the position of its ultrasound sector. The
 * sector contains all tissue that the scanner drew, without the menus, text and traces beside it.
 */
package org.echomotion.ingest.sector;
