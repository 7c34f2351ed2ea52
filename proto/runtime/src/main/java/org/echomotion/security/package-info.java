/**
 * Access control: the roles of gRPC methods and REST resources; sign-in with access tokens, which
 * are passed on between services; and, without sign-in, the one local user. A service without
 * sign-in listens on loopback only and refuses web pages of other origins.
 */
package org.echomotion.security;
