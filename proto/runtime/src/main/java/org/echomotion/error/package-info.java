/**
 * Errors. Each service lists its errors in one enum of {@link org.echomotion.error.ErrorCode}s, its
 * steps throw {@link org.echomotion.error.EchoMotionException}, and the two mappings here turn that
 * into a gRPC status or an HTTP answer. No message ever holds patient data.
 */
package org.echomotion.error;
