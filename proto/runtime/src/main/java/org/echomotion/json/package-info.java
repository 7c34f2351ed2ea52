/**
 * JSON of the contract's messages, for every REST edge and every file. In: a message. Out: protobuf
 * JSON that omits only absent fields.
 */
package org.echomotion.json;
