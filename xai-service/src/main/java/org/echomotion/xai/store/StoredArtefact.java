package org.echomotion.xai.store;

/**
 * The row of one artefact.
 *
 * @param name name, for example "report.html"
 * @param mediaType media type, for example "text/html"
 * @param lengthBytes length in bytes, above 0
 * @param sha256 SHA-256, lower-case hex
 */
public record StoredArtefact(String name, String mediaType, long lengthBytes, String sha256) {}
