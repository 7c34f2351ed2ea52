/**
 * Errors. Each service lists its errors in one enum of {@link org.echomotion.error.ErrorCode}s, and
 * its steps throw {@link org.echomotion.error.EchoMotionException}. {@link
 * org.echomotion.error.GrpcErrors} and {@link org.echomotion.error.RestErrors} convert these to a
 * gRPC status or an HTTP response.
 *
 * <p>Invariant: no message contains patient data.
 */
package org.echomotion.error;
