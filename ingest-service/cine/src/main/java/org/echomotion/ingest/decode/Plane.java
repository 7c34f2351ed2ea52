package org.echomotion.ingest.decode;

import java.util.List;
import org.echomotion.remark.Remark;

/**
 * One of several planes in a cine's picture.
 *
 * @param region where it lies in the frames
 * @param remarks that apply to this plane only
 */
public record Plane(PixelRegion region, List<Remark> remarks) {

  public Plane {
    remarks = List.copyOf(remarks);
  }
}
