/**
 * Errors. Each service lists its errors in one enum of {@link org.echomotion.error.ErrorCode}s, and
 * its steps throw {@link org.echomotion.error.EchoMotionException}. The two mappings here convert
 * them to a gRPC status or an HTTP answer.
 *
 * <p>Invariant: no message contains patient data.
 */
package org.echomotion.error;
