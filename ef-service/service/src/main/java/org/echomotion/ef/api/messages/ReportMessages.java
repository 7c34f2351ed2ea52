package org.echomotion.ef.api.messages;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.ListedEjectionFraction;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.ef.export.CohortRow;
import org.echomotion.ef.export.ReportedResult;
import org.echomotion.ef.export.ReportedResult.Method;
import org.echomotion.ef.export.ReportedResult.View;

/** Reported results, from the contract's messages. */
public final class ReportMessages {

  private static final String STATUS_PREFIX = "EJECTION_FRACTION_STATUS_";

  private ReportMessages() {}

  public static CohortRow row(ListedEjectionFraction listed) {
    EjectionFraction result = listed.getResult();
    return new CohortRow(
        result.getStudyKey(),
        instant(listed.getClipCreatedAt()),
        instant(listed.getComputedAt()),
        result.getStatus().name().substring(STATUS_PREFIX.length()),
        result.getFrameCount(),
        result.getFrameRateHz(),
        clip(result));
  }

  public static ReportedResult clip(EjectionFraction result) {
    return new ReportedResult(
        UUID.fromString(result.getClipId()),
        method(result.getMethod()),
        view(result),
        present(result.hasEjectionFractionPercent(), result.getEjectionFractionPercent()),
        Optional.of(result.getStatusReason()).filter(reason -> !reason.isEmpty()),
        result.hasInterval() ? Optional.of(interval(result.getInterval())) : Optional.empty(),
        present(result.hasEndDiastolicVolumeMl(), result.getEndDiastolicVolumeMl()),
        present(result.hasEndSystolicVolumeMl(), result.getEndSystolicVolumeMl()),
        present(result.hasHeartRateBpm(), result.getHeartRateBpm()),
        averagedBeats(result),
        quality(result.getQuality()),
        model(result.getProvenance()),
        remarks(result));
  }

  /**
   * The combined result of a study.
   *
   * @param response contains a study and at least one clip's result
   */
  public static ReportedResult study(GetEjectionFractionResponse response) {
    StudyEjectionFraction study = response.getStudy();
    boolean biplane = study.getMethod() == VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS;
    EjectionFraction first =
        response.getResultsList().stream()
            .filter(clip -> study.getClipIdsList().contains(clip.getClipId()))
            .findFirst()
            .orElse(response.getResults(0));
    return new ReportedResult(
        UUID.fromString(study.getStudyId()),
        method(study.getMethod()),
        biplane ? Optional.empty() : view(first),
        present(study.hasEjectionFractionPercent(), study.getEjectionFractionPercent()),
        Optional.of(study.getStatusReason()).filter(reason -> !reason.isEmpty()),
        study.hasInterval() ? Optional.of(interval(study.getInterval())) : Optional.empty(),
        present(study.hasEndDiastolicVolumeMl(), study.getEndDiastolicVolumeMl()),
        present(study.hasEndSystolicVolumeMl(), study.getEndSystolicVolumeMl()),
        biplane
            ? OptionalDouble.empty()
            : present(first.hasHeartRateBpm(), first.getHeartRateBpm()),
        biplane ? study.getPairsCount() : averagedBeats(first),
        quality(study.getQuality()),
        model(study.getProvenanceCount() > 0 ? study.getProvenance(0) : first.getProvenance()),
        remarks(study));
  }

  private static List<String> remarks(EjectionFraction result) {
    List<String> remarks = new ArrayList<>();
    ViewFinding view = result.getViewFinding();
    if (view.getSource() == ViewSource.VIEW_SOURCE_CLASSIFIED) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "View detected by %s (mean probability %.2f).",
              view.getModel(),
              view.getProbability()));
    } else if (view.getSource() == ViewSource.VIEW_SOURCE_ASSUMED) {
      remarks.add("The view is unknown; apical four-chamber was assumed.");
    }
    if (result.hasElectrocardiogram()) {
      remarks.add(
          result.getElectrocardiogram().getUsed()
              ? "Beats were split at the R-waves of the electrocardiogram."
              : "The electrocardiogram was not used: " + result.getElectrocardiogram().getReason());
    }
    if (result.getProvenance().hasTemporalModel()) {
      ModelReference model = result.getProvenance().getTemporalModel();
      remarks.add(
          "%s %s corrected the measurements over time."
              .formatted(model.getName(), model.getVersion()));
    }
    return remarks;
  }

  private static List<String> remarks(StudyEjectionFraction study) {
    List<String> remarks = new ArrayList<>();
    if (!study.getMethodReason().isEmpty()) {
      remarks.add("Not biplane: " + study.getMethodReason());
    }
    if (study.hasSecondOpinion()) {
      SecondOpinion opinion = study.getSecondOpinion();
      remarks.add(
          String.format(
              Locale.ROOT,
              "Second opinion of %s, without outlines: %.0f %%, %+.0f points from the biplane"
                  + " value.",
              opinion.getModel(),
              opinion.getEjectionFractionPercent(),
              opinion.getDifferencePoints()));
    } else if (!study.getNoSecondOpinionReason().isEmpty()) {
      remarks.add("No second opinion: " + study.getNoSecondOpinionReason());
    }
    return remarks;
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static int averagedBeats(EjectionFraction result) {
    return (int) result.getBeatsList().stream().filter(Beat::getIncluded).count();
  }

  private static Method method(VolumeMethod method) {
    return method == VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS
        ? Method.BIPLANE
        : Method.SINGLE_PLANE;
  }

  private static Optional<View> view(EjectionFraction result) {
    return switch (result.getView()) {
      case VIEW_A4C -> Optional.of(View.A4C);
      case VIEW_A2C -> Optional.of(View.A2C);
      default -> Optional.empty();
    };
  }

  private static ReportedResult.Interval interval(Interval interval) {
    return new ReportedResult.Interval(
        interval.getLowerPercent(),
        interval.getUpperPercent(),
        interval.getNominalCoverage(),
        interval.getMethod());
  }

  private static ReportedResult.Quality quality(Quality quality) {
    return new ReportedResult.Quality(
        switch (quality.getGrade()) {
          case QUALITY_GRADE_GOOD -> "GOOD";
          case QUALITY_GRADE_USABLE -> "USABLE";
          default -> "POOR";
        },
        quality.getReasonsList());
  }

  private static ReportedResult.Model model(Provenance provenance) {
    return new ReportedResult.Model(
        provenance.getModelName(),
        provenance.getModelVersion(),
        provenance.getModelSha256(),
        provenance.getSoftwareVersion());
  }

  private static OptionalDouble present(boolean there, double value) {
    return there ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
