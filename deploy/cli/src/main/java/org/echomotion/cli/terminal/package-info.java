/**
 * What every command shares at the terminal: standard error, progress, logs, Ctrl-C, exit codes and
 * the version.
 */
package org.echomotion.cli.terminal;
