package org.echomotion.cli.doctor;

/**
 * What a check found.
 *
 * @param check what was checked, one or two words
 * @param found what was found, without the final stop
 * @param advice what to do; empty if nothing
 */
record Finding(String check, Status status, String found, String advice) {

  /** How bad it is, in this order. */
  enum Status {
    OK,
    WARNING,
    PROBLEM
  }

  static Finding ok(String check, String found) {
    return new Finding(check, Status.OK, found, "");
  }

  static Finding warning(String check, String found, String advice) {
    return new Finding(check, Status.WARNING, found, advice);
  }

  static Finding problem(String check, String found, String advice) {
    return new Finding(check, Status.PROBLEM, found, advice);
  }
}
