/**
 * Packs the built programs as container images. In: the folder {@code target/quarkus-app} of each
 * program and a base image with a Java runtime. Out: one tar per image, for {@code podman load}.
 * Invariant: the same input gives the same bytes. Every image contains its bill of materials and
 * the licences of its libraries.
 */
package org.echomotion.images;
