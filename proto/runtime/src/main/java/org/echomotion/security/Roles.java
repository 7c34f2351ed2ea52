package org.echomotion.security;

import java.util.Set;

/** The roles, as access tokens name them. */
public final class Roles {

  /** Uploads cines, and reads studies and results. */
  public static final String CLINICIAN = "clinician";

  /** Outlines frames of the annotation queue. */
  public static final String ANNOTATOR = "annotator";

  /** Outlines frames, and lists all annotations to settle disagreements. */
  public static final String REVIEWER = "reviewer";

  /** Trains and evaluates models: uploads cines, reads results, lists annotations. */
  public static final String ML_ENGINEER = "ml-engineer";

  /** Deletes studies, and verifies and exports the audit trail. */
  public static final String ADMIN = "admin";

  /** Adds and removes tenants. Sees no study. */
  public static final String OPERATOR = "operator";

  /** An EchoMotion service that calls another one. */
  public static final String SERVICE = "service";

  /** All roles. Without sign-in, the local user has them. */
  public static final Set<String> ALL =
      Set.of(CLINICIAN, ANNOTATOR, REVIEWER, ML_ENGINEER, ADMIN, OPERATOR, SERVICE);

  private Roles() {}
}
