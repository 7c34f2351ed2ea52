/**
 * The messages of the contract echomotion.ef.v1 in their JSON form, as far as these pages use them. A field
 * that the service did not set is absent, or has its default value: 0, an empty text or list, or a word that ends with
 * UNSPECIFIED.
 */

import type { Sentence } from '../i18n/sentences.ts';
import type { View } from './messages.ts';

export type EfStatus =
  | 'EJECTION_FRACTION_STATUS_COMPUTED'
  | 'EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE'
  | 'EJECTION_FRACTION_STATUS_NO_FULL_BEAT'
  | 'EJECTION_FRACTION_STATUS_IMPLAUSIBLE'
  | 'EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY'
  | 'EJECTION_FRACTION_STATUS_OTHER_VIEW';
export type VolumeMethod = 'VOLUME_METHOD_SINGLE_PLANE_DISKS' | 'VOLUME_METHOD_BIPLANE_DISKS';
export type Grade = 'QUALITY_GRADE_GOOD' | 'QUALITY_GRADE_USABLE' | 'QUALITY_GRADE_POOR';
export type HeartRateSource =
  | 'HEART_RATE_SOURCE_ELECTROCARDIOGRAM'
  | 'HEART_RATE_SOURCE_CYCLES'
  | 'HEART_RATE_SOURCE_SYSTOLE';
export type ViewSource =
  | 'VIEW_SOURCE_CALLER'
  | 'VIEW_SOURCE_FILE'
  | 'VIEW_SOURCE_CLASSIFIED'
  | 'VIEW_SOURCE_ASSUMED';
export type CineProperty =
  | 'CINE_PROPERTY_SPACING'
  | 'CINE_PROPERTY_TIME'
  | 'CINE_PROPERTY_GEOMETRY'
  | 'CINE_PROPERTY_GRAY_SCALE'
  | 'CINE_PROPERTY_CONTENT';
export type Basis = 'BASIS_STATED' | 'BASIS_DERIVED' | 'BASIS_ASSUMED' | 'BASIS_UNKNOWN';

export interface Interval {
  lowerPercent?: number;
  upperPercent?: number;
  nominalCoverage?: number;
  /** How the interval was computed, and whether it is calibrated. */
  method?: string;
  methodSentences?: Sentence[];
  /** Median of the references of studies like this one, percent. Absent if several sets of studies apply. */
  expectedPercent?: number;
  /** Absent with `expectedPercent`. */
  severity?: SeverityProbability[];
}

/** How likely a severity grade of ASE/EACVI 2015 is if the sex is not known. */
export interface SeverityProbability {
  grade: SeverityGrade;
  /** 0 to 1. */
  probability?: number;
}

export type SeverityGrade =
  | 'SEVERITY_GRADE_SEVERELY_ABNORMAL'
  | 'SEVERITY_GRADE_MODERATELY_ABNORMAL'
  | 'SEVERITY_GRADE_MILDLY_ABNORMAL'
  | 'SEVERITY_GRADE_BORDERLINE'
  | 'SEVERITY_GRADE_NORMAL'
  | 'SEVERITY_GRADE_ABOVE_NORMAL';

export interface Quality {
  grade?: Grade;
  reasons?: string[];
  sentences?: Sentence[];
}

/** What the results of a clip and of a study have in common. */
export interface Result {
  studyKey: string;
  status: EfStatus;
  statusReason?: string;
  statusSentences?: Sentence[];
  ejectionFractionPercent?: number;
  interval?: Interval;
  endDiastolicVolumeMl?: number;
  endSystolicVolumeMl?: number;
  quality?: Quality;
  method?: VolumeMethod;
}

export interface Beat {
  endDiastolicFrame?: number;
  endSystolicFrame?: number;
  endFrame?: number;
  complete?: boolean;
  ejectionFractionPercent?: number;
  endDiastolicVolumeMl?: number;
  endSystolicVolumeMl?: number;
  included?: boolean;
}

export interface FrameMeasurement {
  frameIndex?: number;
  volume?: number;
  smoothedVolume?: number;
}

export interface Remark {
  property?: CineProperty;
  basis?: Basis;
  text?: string;
  sentences?: Sentence[];
}

export interface ClipResult extends Result {
  clipId: string;
  view?: View;
  viewFinding?: { source?: ViewSource };
  heartRateBpm?: number;
  heartRateSource?: HeartRateSource;
  beats?: Beat[];
  frameCount?: number;
  frameRateHz?: number;
  frames?: FrameMeasurement[];
  frameTimesSeconds?: number[];
  /** Absent: the file states no pixel spacing, and volumes are in cubic working pixels. */
  mmPerWorkingPixel?: number;
  remarks?: Remark[];
}

export interface StudyResult extends Result {
  methodReason?: string;
  methodSentences?: Sentence[];
  /** The clips that the result was computed from. */
  clipIds?: string[];
}

/** The result of a study, and those of its clips, the oldest clip first. */
export interface StudyResults {
  study?: StudyResult;
  results?: ClipResult[];
}

export interface ListedResult {
  result: ClipResult;
  clipCreatedAt?: string;
}

export interface ResultPage {
  results?: ListedResult[];
  nextPageToken?: string;
}

export interface StoredClip {
  clipId: string;
  studyKey: string;
}

/** The answer to an upload. A picture with two planes becomes two clips. */
export interface Uploaded {
  clip: StoredClip;
  secondPlane?: StoredClip;
}
