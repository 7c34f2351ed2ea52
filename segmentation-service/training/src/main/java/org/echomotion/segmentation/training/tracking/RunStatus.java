package org.echomotion.segmentation.training.tracking;

/** The status of a run, with MLflow's names; {@link #code} is the value in its files. */
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
