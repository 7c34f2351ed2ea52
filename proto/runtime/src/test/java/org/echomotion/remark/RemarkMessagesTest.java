package org.echomotion.remark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.common.v1.Basis;
import org.echomotion.contract.common.v1.CineProperty;
import org.junit.jupiter.api.Test;

class RemarkMessagesTest {

  @Test
  void everyPropertyAndBasisIsReadAsItWasWritten() {
    List<Remark> remarks = new ArrayList<>();
    for (Remark.Property property : Remark.Property.values()) {
      for (Remark.Basis basis : Remark.Basis.values()) {
        remarks.add(new Remark(property, basis, property + " " + basis, remarks.size() % 2 == 0));
      }
    }
    assertEquals(remarks, RemarkMessages.read(RemarkMessages.write(remarks)));
  }

  @Test
  void namesAreThoseOfTheContract() {
    org.echomotion.contract.common.v1.Remark message =
        RemarkMessages.write(
                List.of(new Remark(Remark.Property.GRAY_SCALE, Remark.Basis.DERIVED, "Stretched.")))
            .get(0);
    assertEquals(CineProperty.CINE_PROPERTY_GRAY_SCALE, message.getProperty());
    assertEquals(Basis.BASIS_DERIVED, message.getBasis());
  }

  @Test
  void whatANewerVersionStatesIsUnknownContent() {
    org.echomotion.contract.common.v1.Remark newer =
        org.echomotion.contract.common.v1.Remark.newBuilder()
            .setPropertyValue(99)
            .setBasisValue(99)
            .setText("New.")
            .build();
    assertEquals(
        List.of(new Remark(Remark.Property.CONTENT, Remark.Basis.UNKNOWN, "New.")),
        RemarkMessages.read(List.of(newer)));
  }
}
