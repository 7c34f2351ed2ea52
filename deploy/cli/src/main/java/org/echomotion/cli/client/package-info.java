/**
 * Clients of the five services. In: their addresses. Out: the responses to gRPC calls, and files
 * sent and received.
 *
 * <p>Invariant: no class here depends on a command.
 */
package org.echomotion.cli.client;
