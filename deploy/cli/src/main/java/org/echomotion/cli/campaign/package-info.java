/**
 * Simulated annotation campaigns. In: labelled stills, and weights to start from. Out: how accurate
 * the network becomes if frames are chosen by one strategy or another.
 */
@NullMarked
package org.echomotion.cli.campaign;

import org.jspecify.annotations.NullMarked;
