package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricNamesTest {

  @Test
  void findsTheMetricsOfAQuery() {
    assertEquals(
        Set.of("a_total", "b:c", "d_bucket"),
        MetricNames.ofQuery(
            "sum by (step) (rate(a_total{status=~\"X|Y\"}[5m])) / avg_over_time(b:c[14d] offset 1d)"
                + " > 1.2 and histogram_quantile(0.9, sum(d_bucket)) > 20"));
  }

  @Test
  void findsTheMetricsOfAPage() {
    assertEquals(
        Set.of("a_total", "b_bucket"),
        MetricNames.ofScrape(
            List.of("# HELP a_total Text\na_total{x=\"y\"} 1.0\n", "b_bucket 2.0\n")));
  }
}
