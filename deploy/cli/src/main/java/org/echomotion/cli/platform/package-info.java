/**
 * The platform that commands use: the commands {@code up} and {@code benchmark}, and the session
 * that other commands share.
 *
 * <p>In: a data directory or the address of a server. Out: a {@link
 * org.echomotion.cli.platform.Session} with clients of all services.
 */
package org.echomotion.cli.platform;
