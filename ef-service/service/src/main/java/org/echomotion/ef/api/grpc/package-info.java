/** The gRPC service: requests in, answers out. Every method states its roles. */
package org.echomotion.ef.api.grpc;
