package org.echomotion.connection;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * The headers with which an upload over REST continues: those of the IETF's draft "Resumable
 * Uploads for HTTP".
 */
public final class UploadProgress {

  /** Number of bytes of the file that the service has. */
  public static final String OFFSET = "Upload-Offset";

  /** Length of the file in bytes. */
  public static final String LENGTH = "Upload-Length";

  private UploadProgress() {}

  /**
   * Returns the length of a file, of which a request sends all or the rest.
   *
   * @param stated value of {@link #LENGTH}; negative if absent
   * @param contentLength length of the request's body; negative if absent
   */
  public static long length(long stated, long contentLength) {
    return stated < 0 ? contentLength : stated;
  }

  /** Returns the answer to the question how much of a file has arrived. */
  public static Response answer(long received, long length) {
    return Response.noContent()
        .header(OFFSET, received)
        .header(LENGTH, length)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
