/**
 * The REST resources: the same answers as gRPC, as JSON, CSV and FHIR. Every method states its
 * roles.
 */
package org.echomotion.ef.api.rest;
