/** The gRPC service. In: requests. Out: answers. Every method states its roles. */
package org.echomotion.ef.api.grpc;
