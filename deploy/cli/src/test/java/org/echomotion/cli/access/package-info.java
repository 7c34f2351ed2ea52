/** Who may call what: every gRPC method and REST resource, with every role and kind of token. */
package org.echomotion.cli.access;
