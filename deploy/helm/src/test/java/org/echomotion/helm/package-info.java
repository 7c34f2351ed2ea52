/**
 * The Helm chart and the Kustomize base. In: what they render to, without a cluster. Checked: every
 * container is confined, the network policies allow only the documented calls, and ports, topics
 * and settings are those of the services.
 */
package org.echomotion.helm;
