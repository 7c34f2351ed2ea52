/** What every service's tests share: a real study store, and the check that roles are stated. */
package org.echomotion.testing;
