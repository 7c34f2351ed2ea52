/** Results of the steps in, messages of the contract out, and back. */
package org.echomotion.ef.api.messages;
