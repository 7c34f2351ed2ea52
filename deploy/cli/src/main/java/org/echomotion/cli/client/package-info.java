/**
 * The client side of the five services. In: their addresses. Out: answers of gRPC calls, and files
 * sent and received.
 *
 * <p>Invariant: no class here knows a command.
 */
package org.echomotion.cli.client;
