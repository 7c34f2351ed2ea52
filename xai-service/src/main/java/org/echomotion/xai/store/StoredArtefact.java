package org.echomotion.xai.store;

/**
 * One artefact as the table knows it.
 *
 * @param name for example "report.html"
 * @param mediaType for example "text/html"
 * @param lengthBytes above 0
 * @param sha256 lower-case hex
 */
public record StoredArtefact(String name, String mediaType, long lengthBytes, String sha256) {}
