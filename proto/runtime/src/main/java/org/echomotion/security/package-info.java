/**
 * Access control: the roles of gRPC methods and REST resources, whether callers sign in with access
 * tokens, and whether connections use TLS. Without sign-in, a service listens on loopback only and
 * refuses web pages of other origins.
 */
package org.echomotion.security;
