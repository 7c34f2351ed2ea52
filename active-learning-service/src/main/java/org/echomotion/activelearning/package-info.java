/**
 * Uncertain frames in; a queue that people work on, and their outlines out. The steps are the
 * packages below.
 */
package org.echomotion.activelearning;
