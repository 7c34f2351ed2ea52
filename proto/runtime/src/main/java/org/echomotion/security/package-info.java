/**
 * Who may call what: the roles that every gRPC method and REST resource states, the one local user
 * of a desk, and the rule that a service without authentication listens on loopback only.
 */
package org.echomotion.security;
