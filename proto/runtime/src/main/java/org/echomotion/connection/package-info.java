/**
 * Connections of callers. In: an HTTP/2 connection with many calls at a time. Out: a connection on
 * which the end of one call does not end the others, and calls that end with their connection.
 */
@NullMarked
package org.echomotion.connection;

import org.jspecify.annotations.NullMarked;
