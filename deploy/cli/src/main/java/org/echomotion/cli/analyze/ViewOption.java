package org.echomotion.cli.analyze;

import org.echomotion.contract.common.v1.View;

/** The values of {@code --view}. */
enum ViewOption {
  A4C(View.VIEW_A4C),
  A2C(View.VIEW_A2C);

  private final View view;

  ViewOption(View view) {
    this.view = view;
  }

  View view() {
    return view;
  }
}
