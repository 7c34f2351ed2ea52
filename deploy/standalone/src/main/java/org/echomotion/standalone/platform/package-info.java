/**
 * The platform as a whole. In: a data directory and ports. Out: running services, in this process
 * or in one process each, with their database, broker and sign-in.
 *
 * <p>Invariants: parts stop in the reverse order of their start. A part that ends is started again,
 * or everything stops with a reason.
 */
package org.echomotion.standalone.platform;
