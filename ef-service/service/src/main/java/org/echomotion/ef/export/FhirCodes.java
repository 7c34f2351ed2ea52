package org.echomotion.ef.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.echomotion.ef.grade.SeverityGrade;
import org.echomotion.ef.grade.Sex;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;

/**
 * Codes of LOINC, SNOMED CT, DICOM and UCUM for the measurements. The codes of volumes, methods and
 * views follow DICOM PS3.17 (annex N) for the ASE's measurements.
 */
final class FhirCodes {

  private static final String LOINC = "http://loinc.org";
  private static final String SNOMED = "http://snomed.info/sct";
  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

  private FhirCodes() {}

  static CodeableConcept echocardiogram() {
    return concept(
        "Left ventricular ejection fraction from echocardiography",
        coding(LOINC, "18106-5", "Cardiac echo study"));
  }

  static CodeableConcept cardiacUltrasound() {
    return concept("Cardiac ultrasound", coding(HL7 + "v2-0074", "CUS", "Cardiac Ultrasound"));
  }

  static CodeableConcept imaging() {
    return concept("Imaging", coding(HL7 + "observation-category", "imaging", "Imaging"));
  }

  static CodeableConcept ejectionFraction() {
    return concept(
        "Left ventricular ejection fraction",
        coding(LOINC, "10230-1", "Left ventricular Ejection fraction"),
        coding(LOINC, "18043-0", "Left ventricular Ejection fraction by US"),
        coding(SNOMED, "250908004", "Left ventricular ejection fraction"),
        coding(SNOMED, "70822001", "Cardiac ejection fraction"));
  }

  static CodeableConcept endDiastolicVolume() {
    return concept(
        "Left ventricular end-diastolic volume",
        coding(LOINC, "18026-5", "Left Ventricular End Diastolic Volume"));
  }

  static CodeableConcept endSystolicVolume() {
    return concept(
        "Left ventricular end-systolic volume",
        coding(LOINC, "18148-7", "Left Ventricular End Systolic Volume"));
  }

  static CodeableConcept heartRate() {
    return concept("Heart rate", coding(LOINC, "8867-4", "Heart rate"));
  }

  static CodeableConcept method(ReportedResult.Method method) {
    return switch (method) {
      case SINGLE_PLANE ->
          concept(method.words(), coding(DICOM, "125208", "Method of Disks, Single Plane"));
      case BIPLANE -> concept(method.words(), coding(DICOM, "125207", "Method of Disks, Biplane"));
    };
  }

  static CodeableConcept imageView() {
    return concept("View", coding(DICOM, "111031", "Image View"));
  }

  static CodeableConcept view(ReportedResult.View view) {
    return switch (view) {
      case A4C -> concept(view.words(), coding(SNOMED, "399214001", "Apical four chamber"));
      case A2C -> concept(view.words(), coding(SNOMED, "399232001", "Apical two chamber"));
    };
  }

  static CodeableConcept sex(Sex sex) {
    return concept(
        sex == Sex.MALE ? "men" : "women",
        coding(
            "http://hl7.org/fhir/administrative-gender",
            sex.code(),
            sex == Sex.MALE ? "Male" : "Female"));
  }

  static CodeableConcept normalRange() {
    return concept(
        "Normal Range", coding(HL7 + "referencerange-meaning", "normal", "Normal Range"));
  }

  static CodeableConcept noNumber(String why) {
    return concept(why, coding(HL7 + "data-absent-reason", "unknown", "Unknown"));
  }

  /** High, low or normal as a code; another grade as text only. */
  static CodeableConcept interpretation(SeverityGrade grade) {
    String words = grade.words() + " by " + SeverityGrade.GUIDELINE;
    return switch (grade) {
      case SEVERELY_ABNORMAL, MODERATELY_ABNORMAL, MILDLY_ABNORMAL ->
          concept(words, interpretation("L", "Low"));
      case NORMAL -> concept(words, interpretation("N", "Normal"));
      case ABOVE_NORMAL -> concept(words, interpretation("H", "High"));
      case BORDERLINE -> concept(words);
    };
  }

  private static Coding interpretation(String code, String display) {
    return coding(HL7 + "v3-ObservationInterpretation", code, display);
  }

  static Quantity percent(double value) {
    return quantity(value, 1, "%", "%");
  }

  static Quantity millilitres(double value) {
    return quantity(value, 1, "mL", "mL");
  }

  static Quantity perMinute(double value) {
    return quantity(value, 0, "beats/minute", "/min");
  }

  private static Quantity quantity(double value, int decimals, String unit, String ucum) {
    return new Quantity()
        .setValue(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP))
        .setUnit(unit)
        .setSystem(UCUM)
        .setCode(ucum);
  }

  static CodeableConcept concept(String text, Coding... codings) {
    CodeableConcept concept = new CodeableConcept().setText(text);
    for (Coding coding : codings) {
      concept.addCoding(coding);
    }
    return concept;
  }

  private static Coding coding(String system, String code, String display) {
    return new Coding(system, code, display);
  }
}
