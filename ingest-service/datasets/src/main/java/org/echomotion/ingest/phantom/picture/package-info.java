/**
 * How a scanner shows a simulated heart: anatomy at one instant in, gray pixels with speckle, gain,
 * dropout and overlay out.
 */
package org.echomotion.ingest.phantom.picture;
