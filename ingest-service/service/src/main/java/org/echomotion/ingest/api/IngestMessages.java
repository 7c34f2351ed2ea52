package org.echomotion.ingest.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.ClipProgress;
import org.echomotion.contract.ingest.v1.SourceFormat;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.ingest.store.ClipRecording;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.ingest.store.StoredStudy;
import org.echomotion.remark.RemarkMessages;

/** Turns stored studies and clips into the contract's messages. */
final class IngestMessages {

  private IngestMessages() {}

  static Study study(StoredStudy study) {
    Study.Builder message =
        Study.newBuilder()
            .setStudyId(study.id().toString())
            .setStudyKey(study.key())
            .setCreatedAt(timestamp(study.createdAt()));
    study.clips().forEach(clip -> message.addClips(clip(clip)));
    return message.build();
  }

  static Clip clip(StoredClip clip) {
    return Clip.newBuilder()
        .setClipId(clip.id().toString())
        .setStudyId(clip.studyId().toString())
        .setStudyKey(clip.studyKey())
        .setSha256(clip.sha256())
        .setPlane(clip.plane())
        .setSourceFormat(
            switch (clip.format()) {
              case DICOM -> SourceFormat.SOURCE_FORMAT_DICOM;
              case AVI -> SourceFormat.SOURCE_FORMAT_AVI;
              case MP4 -> SourceFormat.SOURCE_FORMAT_MP4;
              case VIDEO -> SourceFormat.SOURCE_FORMAT_VIDEO;
            })
        .setView(view(clip.view()))
        .setFrameCount(clip.frameCount())
        .setFrameRateHz(clip.frameRateHz())
        .setGeometry(geometry(clip.geometry()))
        .setPreprocessingVersion(clip.preprocessingVersion())
        .setCreatedAt(timestamp(clip.createdAt()))
        .setProgress(progress(clip))
        .setRecording(recording(clip.recording()))
        .build();
  }

  /** Returns the study's progress, and its results once every clip is finished. */
  static WatchStudyResponse progress(StoredStudy study) {
    boolean done = study.clips().stream().allMatch(StoredClip::isFinished);
    WatchStudyResponse.Builder message =
        WatchStudyResponse.newBuilder()
            .setStudy(study(study))
            .setPercent(
                study.clips().stream().mapToDouble(IngestMessages::percent).average().orElse(100))
            .setDone(done);
    if (done) {
      study.clips().stream()
          .filter(clip -> stage(clip) != Stage.STAGE_FAILED)
          .flatMap(clip -> clip.result().stream())
          .forEach(result -> message.addResults(ejectionFraction(result)));
    }
    return message.build();
  }

  private static EjectionFraction ejectionFraction(byte[] stored) {
    try {
      return EjectionFraction.parseFrom(stored);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored result is damaged", e);
    }
  }

  private static ClipProgress progress(StoredClip clip) {
    return ClipProgress.newBuilder()
        .setStage(stage(clip))
        .setPercent(percent(clip))
        .setFailureReason(clip.failureReason().orElse(""))
        .build();
  }

  private static Stage stage(StoredClip clip) {
    return switch (clip.stage()) {
      case INGESTED -> Stage.STAGE_INGESTED;
      case SEGMENTED -> Stage.STAGE_SEGMENTED;
      case EF_COMPUTED -> Stage.STAGE_EF_COMPUTED;
      case EXPLAINED -> Stage.STAGE_EXPLAINED;
      case FAILED -> Stage.STAGE_FAILED;
    };
  }

  /**
   * Returns a clip's progress in percent. Segmentation has the largest share because it takes
   * longest. A failed clip is finished, so it counts as 100.
   */
  private static double percent(StoredClip clip) {
    return switch (clip.stage()) {
      case INGESTED -> 20;
      case SEGMENTED -> 70;
      case EF_COMPUTED -> 80;
      case EXPLAINED -> clip.isFinished() ? 100 : 95;
      case FAILED -> 100;
    };
  }

  static View view(EchoView view) {
    return switch (view) {
      case A4C -> View.VIEW_A4C;
      case A2C -> View.VIEW_A2C;
      case OTHER -> View.VIEW_OTHER;
    };
  }

  static org.echomotion.contract.common.v1.ViewSource viewSource(ViewSource source) {
    return switch (source) {
      case CALLER -> org.echomotion.contract.common.v1.ViewSource.VIEW_SOURCE_CALLER;
      case FILE -> org.echomotion.contract.common.v1.ViewSource.VIEW_SOURCE_FILE;
      case ASSUMED -> org.echomotion.contract.common.v1.ViewSource.VIEW_SOURCE_ASSUMED;
    };
  }

  /**
   * @return empty if the caller does not state the view
   * @throws org.echomotion.error.EchoMotionException {@code BAD_HEADER} if the view is not
   *     supported
   */
  static Optional<EchoView> view(View view) {
    return switch (view) {
      case VIEW_UNSPECIFIED -> Optional.empty();
      case VIEW_A4C -> Optional.of(EchoView.A4C);
      case VIEW_A2C -> Optional.of(EchoView.A2C);
      case VIEW_OTHER, UNRECOGNIZED ->
          throw UploadHeader.bad("EchoMotion measures A4C and A2C only");
    };
  }

  private static org.echomotion.contract.ingest.v1.Geometry geometry(Geometry geometry) {
    org.echomotion.contract.ingest.v1.Geometry.Builder message =
        org.echomotion.contract.ingest.v1.Geometry.newBuilder()
            .setDisplayHeight(geometry.displayHeight())
            .setDisplayWidth(geometry.displayWidth())
            .setWorkingHeight(geometry.workingHeight())
            .setWorkingWidth(geometry.workingWidth())
            .setWorkingScale(geometry.workingScale())
            .setOffsetX(geometry.offsetX())
            .setOffsetY(geometry.offsetY());
    geometry.mmPerWorkingPixel().ifPresent(message::setMmPerWorkingPixel);
    return message.build();
  }

  static org.echomotion.contract.common.v1.Recording recording(ClipRecording recording) {
    org.echomotion.contract.common.v1.Recording.Builder message =
        org.echomotion.contract.common.v1.Recording.newBuilder()
            .addAllFrameTimesSeconds(recording.times().frames())
            .addAllRWaveTimesSeconds(recording.times().rWaves());
    recording
        .picture()
        .ifPresent(
            picture ->
                message.setPicture(
                    org.echomotion.contract.common.v1.PictureMeasures.newBuilder()
                        .setSaturatedShare(picture.saturatedShare())
                        .setDarkShare(picture.darkShare())
                        .setMedianLevel(picture.medianLevel())
                        .setBrightLevel(picture.brightLevel())
                        .setSectorShare(picture.sectorShare())
                        .setCutShare(picture.cutShare())));
    return message.addAllRemarks(RemarkMessages.write(recording.remarks())).build();
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
