/**
 * What the builder of native executables cannot see by itself. In: the class path, while the
 * executable is built. Out: classes and files that stay in it. Not used on a JVM.
 */
package org.echomotion.ef.executable;
