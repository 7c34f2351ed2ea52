/**
 * Connections of callers. In: an HTTP/2 connection with many calls at a time. Out: a connection on
 * which the end of one call does not end the others, calls that end with their connection, and
 * messages that arrive only as fast as they are processed.
 */
@NullMarked
package org.echomotion.connection;

import org.jspecify.annotations.NullMarked;
