/**
 * Study keys as they are stored. In: the key that a caller states. Out: the same key, or a
 * pseudonym if the key looks like an identifier of a person.
 */
package org.echomotion.pseudonym;
