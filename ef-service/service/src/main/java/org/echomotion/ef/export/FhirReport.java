package org.echomotion.ef.export;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.ef.export.ReportedResult.Model;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * A study as one FHIR R4 DiagnosticReport that contains its observations and devices. The study's
 * ejection fraction comes first. If the study has several clips, each clip's ejection fraction
 * follows.
 *
 * <p>The subject is a patient, identified only by the study key. The time of recording is unknown
 * here and therefore missing.
 */
public final class FhirReport {

  /** The media type of {@link #json}. */
  public static final String MEDIA_TYPE = "application/fhir+json";

  /** The system of the study key as an identifier. */
  public static final String STUDY_KEY_SYSTEM = "urn:echomotion:study-key";

  private FhirReport() {}

  /** Created on first use, because it loads several hundred classes. */
  private static final class Format {
    private static final FhirContext R4 = FhirContext.forR4();
  }

  /** The report as FHIR JSON, on one line. */
  public static String json(StudyReport study) {
    return Format.R4.newJsonParser().encodeResourceToString(of(study));
  }

  static DiagnosticReport of(StudyReport study) {
    DiagnosticReport report = new DiagnosticReport();
    report.setId(study.studyId().toString());
    report.addIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + study.studyId());
    String conclusion = Conclusion.of(study.summary(), study.sex());
    report
        .setStatus(reportStatus(study.progress()))
        .addCategory(FhirCodes.cardiacUltrasound())
        .setCode(FhirCodes.echocardiogram())
        .setSubject(subject(study))
        .setIssued(Date.from(study.issued()))
        .setConclusion(conclusion)
        .setText(narrative(conclusion));
    addResults(report, study);
    return report;
  }

  private static void addResults(DiagnosticReport report, StudyReport study) {
    Map<Model, Device> devices = new LinkedHashMap<>();
    FhirObservations observations =
        new FhirObservations(
            observationStatus(study.progress()),
            subject(study),
            Date.from(study.issued()),
            study.sex());
    List<Observation> all = new ArrayList<>();
    all.addAll(observations.of(study.summary(), "study", device(study.summary(), devices)));
    if (study.clips().size() > 1) {
      for (int i = 0; i < study.clips().size(); i++) {
        ReportedResult clip = study.clips().get(i);
        all.addAll(observations.of(clip, "clip-" + (i + 1), device(clip, devices)));
      }
    }
    devices.values().forEach(report::addContained);
    for (Observation observation : all) {
      report.addContained(observation);
      report.addResult(new Reference("#" + observation.getId()));
    }
  }

  private static Reference subject(StudyReport study) {
    return new Reference()
        .setType("Patient")
        .setIdentifier(new Identifier().setSystem(STUDY_KEY_SYSTEM).setValue(study.studyKey()));
  }

  private static Reference device(ReportedResult result, Map<Model, Device> devices) {
    Device device =
        devices.computeIfAbsent(result.model(), model -> device(model, devices.size() + 1));
    return new Reference("#" + device.getId());
  }

  private static Device device(Model model, int number) {
    Device device = new Device();
    device.setId("device-" + number);
    device.setManufacturer("EchoMotion");
    device.addDeviceName().setName("EchoMotion").setType(DeviceNameType.MANUFACTURERNAME);
    device.addDeviceName().setName(model.name()).setType(DeviceNameType.MODELNAME);
    device.setModelNumber(model.name());
    device.addVersion().setType(FhirCodes.concept("software")).setValue(model.softwareVersion());
    device.addVersion().setType(FhirCodes.concept("model")).setValue(model.version());
    if (!model.sha256().isEmpty()) {
      device
          .addVersion()
          .setType(FhirCodes.concept("SHA-256 of the model"))
          .setValue(model.sha256());
    }
    return device;
  }

  private static Narrative narrative(String text) {
    XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
    div.addTag("p").addText(text);
    Narrative narrative = new Narrative();
    narrative.setStatus(NarrativeStatus.GENERATED);
    narrative.setDiv(div);
    return narrative;
  }

  private static DiagnosticReportStatus reportStatus(StudyReport.Progress progress) {
    return switch (progress) {
      case RUNNING -> DiagnosticReportStatus.PARTIAL;
      case COMPUTED -> DiagnosticReportStatus.PRELIMINARY;
      case VERIFIED -> DiagnosticReportStatus.FINAL;
    };
  }

  private static ObservationStatus observationStatus(StudyReport.Progress progress) {
    return progress == StudyReport.Progress.VERIFIED
        ? ObservationStatus.FINAL
        : ObservationStatus.PRELIMINARY;
  }
}
