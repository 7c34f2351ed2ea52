package org.echomotion.ef.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.export.ReportedResult.View;
import org.echomotion.ef.export.StudyReport.Progress;
import org.echomotion.ef.grade.Sex;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Reports as HAPI's validator and parser, which share no code with what makes them, see them. */
class FhirReportTest {

  private static final FhirContext R4 = FhirContext.forR4();
  private static final FhirValidator VALIDATOR = validator();

  // The validator has no other way to accept code systems that need a licence.
  @SuppressWarnings("deprecation")
  private static FhirValidator validator() {
    UnknownCodeSystemWarningValidationSupport licensedCodes =
        new UnknownCodeSystemWarningValidationSupport(R4);
    licensedCodes.setNonExistentCodeSystemSeverity(
        ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity.WARNING);
    FhirInstanceValidator rules =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                licensedCodes));
    return R4.newValidator().registerValidatorModule(rules);
  }

  /** Parsed from the JSON, after it was found valid. */
  private static DiagnosticReport valid(StudyReport study) {
    String json = FhirReport.json(study);
    List<SingleValidationMessage> errors =
        VALIDATOR.validateWithResult(json).getMessages().stream()
            .filter(m -> m.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
            .toList();
    assertEquals(List.of(), errors, json);
    return R4.newJsonParser().parseResource(DiagnosticReport.class, json);
  }

  private static Observation observation(DiagnosticReport report, String id) {
    for (Resource contained : report.getContained()) {
      if (contained.getIdElement().getIdPart().equals("#" + id)
          || contained.getIdElement().getIdPart().equals(id)) {
        return (Observation) contained;
      }
    }
    throw new AssertionError("no " + id);
  }

  @Test
  void aTwoViewStudyIsReportedBiplaneWithEachViewBeside() {
    DiagnosticReport report =
        valid(
            Reports.study(
                Optional.of(Sex.FEMALE),
                Progress.COMPUTED,
                Reports.biplane(35.04),
                Reports.clip(Reports.A4C, View.A4C, 33),
                Reports.clip(Reports.A2C, View.A2C, 38)));
    assertEquals(DiagnosticReportStatus.PRELIMINARY, report.getStatus());
    assertEquals(9, report.getResult().size());
    assertEquals("study-7", report.getSubject().getIdentifier().getValue());
    assertFalse(report.getSubject().hasReference());
    assertFalse(report.hasEffective());
    assertTrue(
        report
            .getConclusion()
            .startsWith(
                "Left ventricular ejection fraction 35 % (90 % interval 25 to 44 %) by the biplane"
                    + " method of disks: moderately abnormal by ASE/EACVI 2015"),
        report.getConclusion());

    Observation fraction = observation(report, "study-ejection-fraction");
    assertEquals(ObservationStatus.PRELIMINARY, fraction.getStatus());
    Quantity value = fraction.getValueQuantity();
    assertEquals(new BigDecimal("35.0"), value.getValue());
    assertEquals("%", value.getCode());
    assertEquals("http://unitsofmeasure.org", value.getSystem());
    assertTrue(fraction.getCode().hasCoding("http://loinc.org", "10230-1"));
    assertTrue(fraction.getCode().hasCoding("http://snomed.info/sct", "70822001"));
    assertEquals("125207", fraction.getMethod().getCodingFirstRep().getCode());
    assertEquals("L", fraction.getInterpretationFirstRep().getCodingFirstRep().getCode());
    assertEquals(2, fraction.getDerivedFrom().size());
    Range interval = fraction.getComponentFirstRep().getValueRange();
    assertEquals(new BigDecimal("25.2"), interval.getLow().getValue());
    assertEquals(new BigDecimal("43.8"), interval.getHigh().getValue());
    assertEquals(1, fraction.getReferenceRange().size());
    assertEquals(new BigDecimal("54.0"), fraction.getReferenceRangeFirstRep().getLow().getValue());

    Observation volume = observation(report, "clip-1-end-diastolic-volume");
    assertTrue(volume.getCode().hasCoding("http://loinc.org", "18026-5"));
    assertEquals(new BigDecimal("123.5"), volume.getValueQuantity().getValue());
    assertEquals("mL", volume.getValueQuantity().getCode());
    assertEquals("125208", volume.getMethod().getCodingFirstRep().getCode());
    assertTrue(
        observation(report, "clip-1-ejection-fraction").getNote().stream()
            .anyMatch(note -> note.getText().equals("The view was not stated.")));
  }

  @Test
  void aStudyOfOneClipIsReportedOnce() {
    DiagnosticReport report =
        valid(
            Reports.study(
                Optional.empty(),
                Progress.VERIFIED,
                Reports.clip(Reports.STUDY, View.A4C, 53),
                Reports.clip(Reports.A4C, View.A4C, 53)));
    assertEquals(DiagnosticReportStatus.FINAL, report.getStatus());
    assertEquals(3, report.getResult().size());
    assertTrue(report.getConclusion().contains("borderline: depends on sex"));
    Observation fraction = observation(report, "study-ejection-fraction");
    assertEquals(ObservationStatus.FINAL, fraction.getStatus());
    assertEquals(2, fraction.getReferenceRange().size());
    assertTrue(fraction.getInterpretationFirstRep().getCoding().isEmpty());
  }

  @Test
  void whatHasNoNumberSaysWhyAndStaysValid() {
    DiagnosticReport report =
        valid(
            Reports.study(
                Optional.of(Sex.MALE),
                Progress.RUNNING,
                Reports.withoutNumber(Reports.STUDY, "The clip shows <no> \"full\" beat & ends.")));
    assertEquals(DiagnosticReportStatus.PARTIAL, report.getStatus());
    Observation fraction = observation(report, "study-ejection-fraction");
    assertFalse(fraction.hasValue());
    assertEquals(
        "The clip shows <no> \"full\" beat & ends.", fraction.getDataAbsentReason().getText());
    assertFalse(fraction.hasInterpretation());
    assertTrue(report.getText().getDivAsString().contains("&lt;no&gt;"));
  }

  @Test
  void modelsAreDevicesAndEachIsThereOnce() {
    DiagnosticReport report =
        valid(
            Reports.study(
                Optional.empty(),
                Progress.COMPUTED,
                Reports.clip(Reports.STUDY, View.A4C, 60),
                Reports.clip(Reports.A4C, View.A4C, 60),
                Reports.withoutNumber(Reports.A2C, "No left ventricle was found.")));
    List<Resource> devices =
        report.getContained().stream().filter(r -> r.fhirType().equals("Device")).toList();
    assertEquals(2, devices.size());
    org.hl7.fhir.r4.model.Device first = (org.hl7.fhir.r4.model.Device) devices.get(0);
    assertEquals("echomotionnet-b0", first.getModelNumber());
    assertEquals("0.1.0", first.getVersion().get(0).getValue());
    assertEquals("1.0.0", first.getVersion().get(1).getValue());
  }

  @Test
  void theValidatorWouldNoticeAMistake() {
    String json =
        FhirReport.json(
                Reports.study(
                    Optional.empty(), Progress.COMPUTED, Reports.clip(Reports.STUDY, View.A4C, 60)))
            .replace("\"preliminary\"", "\"nearly\"");
    assertFalse(VALIDATOR.validateWithResult(json).isSuccessful());
  }
}
