/** Conversion between results of the steps and messages of the contract, in both directions. */
package org.echomotion.ef.api.messages;
