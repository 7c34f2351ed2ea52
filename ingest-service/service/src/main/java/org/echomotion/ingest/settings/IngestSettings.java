package org.echomotion.ingest.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of ingest-service: {@code echomotion.ingest.*}. */
@ConfigMapping(prefix = "echomotion.ingest")
public interface IngestSettings {

  /** Host name of this service, read by the other services only. */
  Optional<String> host();

  /** Port of gRPC and REST. */
  @WithDefault("8081")
  int port();

  /** Directory of the stored frames, and of uploads until they are complete. */
  @WithDefault("${user.home}/.echomotion/blobs/ingest")
  Path blobDirectory();

  /**
   * Largest size of a file. A larger file is rejected as soon as its header arrives. Over REST,
   * {@code quarkus.http.limits.max-body-size} applies as well.
   */
  @WithDefault("536870912")
  MemorySize maxUploadBytes();

  /** Largest number of frames of a cine. */
  @WithDefault("2000")
  int maxFrames();

  /** Largest number of pixels of one frame. A frame of 4K video has 8,294,400. */
  @WithDefault("8388608")
  int maxFramePixels();

  /**
   * Largest number of pixels of all frames of a cine together, with one byte of memory each. If a
   * cine has more, its frames are reduced while they are decoded: to 960 pixels along their longer
   * side, then to 480.
   */
  @WithDefault("268435456")
  long maxPixels();

  /** Largest processor time for decoding one video. */
  @WithDefault("2m")
  Duration maxDecodeTime();

  /**
   * Memory for the frames of all cines that are decoded at the same time, with three bytes for each
   * pixel. A cine that does not fit waits. Default: 60 % of the largest heap.
   */
  Optional<MemorySize> frameMemory();

  /** Number of cines decoded at the same time. Other uploads wait as files. */
  @WithDefault("2")
  int concurrentDecodes();

  /** Largest number of uploads of one caller at a time, including those that are being decoded. */
  @WithDefault("32")
  int maxUploadsPerCaller();

  /** Largest number of clips that wait for segmentation. Beyond it, uploads are refused. */
  @WithDefault("1000")
  int maxWaitingClips();

  /** Largest number of clips of one tenant that wait for segmentation. */
  @WithDefault("500")
  int maxWaitingClipsPerTenant();

  /** An upload ends if it is slower than this for {@link #uploadStallTime}. Per second. */
  @WithDefault("1024")
  MemorySize minUploadRate();

  /** Time over which the rate of an upload is measured. */
  @WithDefault("30s")
  Duration uploadStallTime();

  /**
   * Largest number of bytes of a tenant that are kept of uploads that broke off. Beyond it, the
   * oldest are deleted.
   */
  @WithDefault("2147483648")
  MemorySize keptUploadBytes();

  /** Time between two attempts to send unsent events. */
  @WithDefault("5s")
  Duration outboxSweepEvery();

  /** Age from which uploads that broke off, and blobs without a clip, are deleted. */
  @WithDefault("1h")
  Duration orphanAge();

  /** Time between two searches for uploads and blobs without a clip. */
  @WithDefault("1h")
  Duration orphanSweepEvery();

  /** Time between two checks of all stored frames. */
  @WithDefault("24h")
  Duration scrubEvery();

  /** Ed25519 key that signs anchors of the audit trail, PKCS #8 in base64 or PEM. */
  Optional<String> auditSigningKey();
}
