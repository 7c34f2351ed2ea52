/**
 * A scanner's picture of a simulated heart. In: the anatomy at one instant. Out: gray pixels with
 * speckle, gain, dropout and overlay.
 */
package org.echomotion.ingest.phantom.picture;
