/**
 * What all commands share at the terminal: standard error, progress, logs, Ctrl-C, messages of
 * failures, exit codes and the version.
 *
 * <p>Invariant: no class here knows a command.
 */
package org.echomotion.cli.terminal;
