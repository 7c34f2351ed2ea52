/**
 * Several readers of one frame. In: their outlines in working pixels. Out: how well two outlines
 * agree, and one outline for all.
 */
package org.echomotion.activelearning.consensus;
