/**
 * Server streams: calls with many answers, over gRPC and REST. In: the answers of a call that is a
 * {@link org.echomotion.stream.ServerStream}. Out: the same answers, each only when the transport
 * can send it. The number of open streams is limited, also for each caller, and a stream ends if
 * its caller does not read it.
 */
@NullMarked
package org.echomotion.stream;

import org.jspecify.annotations.NullMarked;
