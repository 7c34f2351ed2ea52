/**
 * How the contract's messages read as JSON, at every REST edge and in every file. In: a message.
 * Out: protobuf JSON in which only fields that are absent are left out.
 */
package org.echomotion.json;
