/**
 * A client of the five services: gRPC calls in and their answers out, with clear errors where a
 * service cannot be reached.
 */
package org.echomotion.cli.client;
