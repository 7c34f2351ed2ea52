/**
 * The edges of ef-service. Events come in and go out in {@code measuring}; {@code grpc} and {@code
 * rest} answer callers through {@code answers}; {@code messages} maps results to the contract;
 * {@code peers} calls the other services.
 *
 * <p>Invariant: an event is acknowledged after its result is stored and {@code ef.computed} is
 * acknowledged by the broker. Numbers of poor quality leave this package on request only.
 */
package org.echomotion.ef.api;
