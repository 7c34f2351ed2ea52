/**
 * JSON of the contract's messages, for REST and files. In: a message. Out: protobuf JSON that omits
 * only absent fields.
 */
package org.echomotion.json;
