/**
 * The terminal part of all commands: standard error, progress, logs, Ctrl-C, failure messages, exit
 * codes and the version.
 *
 * <p>Invariant: no class here depends on a command.
 */
package org.echomotion.cli.terminal;
