package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.util.Locale;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.decode.EchoView;

/** Parses the words of a table, in any case. */
final class Words {

  private Words() {}

  /**
   * Returns the view with this name, including CAMUS's names.
   *
   * @throws IOException if it is another word
   */
  static EchoView view(String word) throws IOException {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "A4C", "4CH" -> EchoView.A4C;
      case "A2C", "2CH" -> EchoView.A2C;
      default -> throw new IOException("its view must be A4C or A2C");
    };
  }

  /**
   * Returns the phase with this name.
   *
   * @throws IOException if it is another word
   */
  static Phase phase(String word) throws IOException {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "ED" -> Phase.ED;
      case "ES" -> Phase.ES;
      case "MID" -> Phase.MID;
      default -> throw new IOException("its phase must be ED, ES or MID");
    };
  }
}
