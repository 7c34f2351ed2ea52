package org.echomotion.ef.export;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.grade.SeverityGrade;
import org.echomotion.ef.grade.Sex;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A result as FHIR observations: the ejection fraction and, if known, the two volumes that it is
 * derived from.
 */
final class FhirObservations {

  private final ObservationStatus status;
  private final Reference subject;
  private final Date issued;
  private final Optional<Sex> sex;

  /**
   * Observations of one patient.
   *
   * @param subject the patient
   */
  FhirObservations(ObservationStatus status, Reference subject, Date issued, Optional<Sex> sex) {
    this.status = status;
    this.subject = subject;
    this.issued = issued;
    this.sex = sex;
  }

  /**
   * Creates the observations of a result. The ejection fraction comes first.
   *
   * @param name prefix of the resources' ids
   * @param device the device that computed the result
   */
  List<Observation> of(ReportedResult result, String name, Reference device) {
    List<Observation> observations = new ArrayList<>();
    Observation fraction =
        observation(result, name + "-ejection-fraction", FhirCodes.ejectionFraction(), device);
    observations.add(fraction);
    result
        .endDiastolicVolumeMl()
        .ifPresent(
            ml ->
                observations.add(
                    observation(
                            result,
                            name + "-end-diastolic-volume",
                            FhirCodes.endDiastolicVolume(),
                            device)
                        .setValue(FhirCodes.millilitres(ml))));
    result
        .endSystolicVolumeMl()
        .ifPresent(
            ml ->
                observations.add(
                    observation(
                            result,
                            name + "-end-systolic-volume",
                            FhirCodes.endSystolicVolume(),
                            device)
                        .setValue(FhirCodes.millilitres(ml))));
    for (Observation volume : observations.subList(1, observations.size())) {
      fraction.addDerivedFrom(new Reference("#" + volume.getId()));
    }
    value(fraction, result);
    components(fraction, result);
    notes(fraction, result);
    return observations;
  }

  private Observation observation(
      ReportedResult result, String id, CodeableConcept code, Reference device) {
    Observation observation = new Observation();
    observation.setId(id);
    observation.addIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + result.id());
    return observation
        .setStatus(status)
        .addCategory(FhirCodes.imaging())
        .setCode(code)
        .setSubject(subject)
        .setIssued(issued)
        .setMethod(FhirCodes.method(result.method()))
        .setDevice(device);
  }

  private void value(Observation fraction, ReportedResult result) {
    if (result.ejectionFractionPercent().isEmpty()) {
      fraction.setDataAbsentReason(FhirCodes.noNumber(result.whyNone().orElse("")));
      return;
    }
    double percent = result.ejectionFractionPercent().getAsDouble();
    fraction
        .setValue(FhirCodes.percent(percent))
        .addInterpretation(FhirCodes.interpretation(SeverityGrade.of(percent, sex)));
    sex.map(List::of)
        .orElse(List.of(Sex.values()))
        .forEach(of -> fraction.addReferenceRange(normalRange(of)));
  }

  private static ObservationReferenceRangeComponent normalRange(Sex sex) {
    return new ObservationReferenceRangeComponent()
        .setLow(FhirCodes.percent(sex.lowestNormalPercent()))
        .setHigh(FhirCodes.percent(sex.highestNormalPercent()))
        .setType(FhirCodes.normalRange())
        .addAppliesTo(FhirCodes.sex(sex))
        .setText("Normal by " + SeverityGrade.GUIDELINE);
  }

  private static void components(Observation fraction, ReportedResult result) {
    result
        .interval()
        .ifPresent(
            interval -> {
              component(fraction, FhirCodes.concept("Interval around the ejection fraction"))
                  .setValue(
                      new Range()
                          .setLow(FhirCodes.percent(interval.lowerPercent()))
                          .setHigh(FhirCodes.percent(interval.upperPercent())));
              component(
                      fraction,
                      FhirCodes.concept(
                          "Share of studies whose true ejection fraction such an interval is meant"
                              + " to hold"))
                  .setValue(FhirCodes.percent(100 * interval.nominalCoverage()));
            });
    result
        .view()
        .ifPresent(
            view -> component(fraction, FhirCodes.imageView()).setValue(FhirCodes.view(view)));
    result
        .heartRateBpm()
        .ifPresent(
            bpm -> component(fraction, FhirCodes.heartRate()).setValue(FhirCodes.perMinute(bpm)));
    component(fraction, FhirCodes.concept("Heart beats averaged"))
        .setValue(new IntegerType(result.averagedBeats()));
    component(fraction, FhirCodes.concept("Quality of the measurement"))
        .setValue(new StringType(result.quality().grade()));
  }

  private static ObservationComponentComponent component(
      Observation fraction, CodeableConcept code) {
    return fraction.addComponent().setCode(code);
  }

  private static void notes(Observation fraction, ReportedResult result) {
    result.quality().reasons().forEach(reason -> fraction.addNote().setText(reason));
    result.remarks().forEach(remark -> fraction.addNote().setText(remark));
    result
        .interval()
        .ifPresent(interval -> fraction.addNote().setText("Interval: " + interval.method()));
  }
}
