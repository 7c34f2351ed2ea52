package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.echomotion.contract.segmentation.v1.Model;
import org.echomotion.contract.segmentation.v1.ModelMetric;
import org.echomotion.json.ProtoTime;
import org.echomotion.segmentation.model.ModelManifest;
import org.junit.jupiter.api.Test;

class ModelMessagesTest {

  @Test
  void saysWhatTheManifestSays() throws Exception {
    ModelManifest manifest =
        new ObjectMapper()
            .readValue(
                """
                {"name": "net", "version": "1.0.0", "sha256": "ab", "licence": "Apache-2.0",
                 "lineage": ["camus", "phantom"], "created": "2026-11-25T05:13:41Z",
                 "metrics": {"valid": {"dice": 0.9, "diceInterval": {"lower": 0.8, "upper": 1},
                 "frames": 7}}}
                """,
                ModelManifest.class);
    assertEquals(
        Model.newBuilder()
            .setName("net")
            .setVersion("1.0.0")
            .setSha256("ab")
            .setLicence("Apache-2.0")
            .setCreatedAt(ProtoTime.of(Instant.parse("2026-11-25T05:13:41Z")))
            .addTrainedOn("camus")
            .addTrainedOn("phantom")
            .addMetrics(
                ModelMetric.newBuilder()
                    .setDataSet("valid")
                    .setName("dice")
                    .setValue(0.9)
                    .setLower(0.8)
                    .setUpper(1))
            .addMetrics(ModelMetric.newBuilder().setDataSet("valid").setName("frames").setValue(7))
            .build(),
        ModelMessages.of(manifest));
  }
}
