package org.echomotion.security;

import java.util.Set;

/** The roles, as they stand in an access token. */
public final class Roles {

  /** Reads studies and results, uploads cines. */
  public static final String CLINICIAN = "clinician";

  /** Works on the annotation queue. */
  public static final String ANNOTATOR = "annotator";

  /** Settles what annotators disagree on. */
  public static final String REVIEWER = "reviewer";

  /** Trains, evaluates and promotes models. */
  public static final String ML_ENGINEER = "ml-engineer";

  /** Deletes studies, changes settings. */
  public static final String ADMIN = "admin";

  /** One EchoMotion service calling another. */
  public static final String SERVICE = "service";

  /** All of them; what the local user of a desk has. */
  public static final Set<String> ALL =
      Set.of(CLINICIAN, ANNOTATOR, REVIEWER, ML_ENGINEER, ADMIN, SERVICE);

  private Roles() {}
}
