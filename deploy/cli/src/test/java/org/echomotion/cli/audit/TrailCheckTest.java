package org.echomotion.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.util.List;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.junit.jupiter.api.Test;

class TrailCheckTest {

  @Test
  void anEmptyTrailIsWholeUnlessAnAnchorKnowsMore() {
    assertEquals(List.of(), new TrailCheck(null).wrong());
    assertEquals(
        List.of("The trail ends at entry 0, but the anchor was made of entry 4."),
        new TrailCheck(
                AuditAnchor.newBuilder()
                    .setTenant("north")
                    .setSequence(4)
                    .setHash(ByteString.copyFrom(new byte[32]))
                    .build())
            .wrong());
  }
}
