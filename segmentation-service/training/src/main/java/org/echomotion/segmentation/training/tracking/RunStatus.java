package org.echomotion.segmentation.training.tracking;

/** How a run stands, by MLflow's names; {@link #code} is what its files call it. */
enum RunStatus {
  RUNNING(1),
  FINISHED(3),
  FAILED(4);

  private final int code;

  RunStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
