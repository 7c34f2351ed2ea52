import { html, nothing, type TemplateResult } from 'lit';
import type {
  Basis,
  CineProperty,
  ClipResult,
  EfStatus,
  Grade,
  HeartRateSource,
  Remark,
  Result,
  SeverityGrade,
  StudyResult,
  ViewSource,
  VolumeMethod,
} from '../api/results.ts';
import type { Key } from '../i18n/en.ts';
import { number, t } from '../i18n/language.ts';
import type { Sentence } from '../i18n/sentences.ts';

const STATUSES: Partial<Record<EfStatus, Key>> = {
  EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE: 'statusNoVentricle',
  EJECTION_FRACTION_STATUS_NO_FULL_BEAT: 'statusNoBeat',
  EJECTION_FRACTION_STATUS_IMPLAUSIBLE: 'statusImplausible',
  EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY: 'statusWithheld',
  EJECTION_FRACTION_STATUS_OTHER_VIEW: 'statusOtherView',
};

export const GRADES: Record<Grade, { label: Key; filter: string; tag: string }> = {
  QUALITY_GRADE_GOOD: { label: 'gradeGood', filter: 'good', tag: 'good' },
  QUALITY_GRADE_USABLE: { label: 'gradeUsable', filter: 'usable', tag: 'warn' },
  QUALITY_GRADE_POOR: { label: 'gradePoor', filter: 'poor', tag: 'bad' },
};

const METHODS: Record<VolumeMethod, Key> = {
  VOLUME_METHOD_SINGLE_PLANE_DISKS: 'methodSinglePlane',
  VOLUME_METHOD_BIPLANE_DISKS: 'methodBiplane',
};

const RATE_SOURCES: Record<HeartRateSource, Key> = {
  HEART_RATE_SOURCE_ELECTROCARDIOGRAM: 'rateFromEcg',
  HEART_RATE_SOURCE_CYCLES: 'rateFromCurve',
  HEART_RATE_SOURCE_SYSTOLE: 'rateFromSystole',
};

const VIEW_SOURCES: Record<ViewSource, Key> = {
  VIEW_SOURCE_CALLER: 'viewByCaller',
  VIEW_SOURCE_FILE: 'viewByFile',
  VIEW_SOURCE_CLASSIFIED: 'viewByNetwork',
  VIEW_SOURCE_ASSUMED: 'viewAssumed',
};

const PROPERTIES: Record<CineProperty, Key> = {
  CINE_PROPERTY_SPACING: 'propertySpacing',
  CINE_PROPERTY_TIME: 'propertyTime',
  CINE_PROPERTY_GEOMETRY: 'propertyGeometry',
  CINE_PROPERTY_GRAY_SCALE: 'propertyGrayScale',
  CINE_PROPERTY_CONTENT: 'propertyContent',
};

const BASES: Record<Basis, Key> = {
  BASIS_STATED: 'basisStated',
  BASIS_DERIVED: 'basisDerived',
  BASIS_ASSUMED: 'basisAssumed',
  BASIS_UNKNOWN: 'basisUnknown',
};

const SEVERITIES: Record<SeverityGrade, Key> = {
  SEVERITY_GRADE_SEVERELY_ABNORMAL: 'severelyAbnormal',
  SEVERITY_GRADE_MODERATELY_ABNORMAL: 'moderatelyAbnormal',
  SEVERITY_GRADE_MILDLY_ABNORMAL: 'mildlyAbnormal',
  SEVERITY_GRADE_BORDERLINE: 'borderline',
  SEVERITY_GRADE_NORMAL: 'normal',
  SEVERITY_GRADE_ABOVE_NORMAL: 'aboveNormal',
};

/** Less likely grades are not shown. */
const LEAST_SHOWN = 0.05;

export const isComputed = (result: Result): boolean => result.ejectionFractionPercent !== undefined;

export const statusWords = (result: Result): string => t(STATUSES[result.status] ?? 'statusUnknown');

export const isWithheld = (result: Result): boolean =>
  result.status === 'EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY';

/** The ejection fraction in whole points with its interval, for example "62 (55 to 69) %"; else why there is none. */
export function efWords(result: Result): string {
  const { ejectionFractionPercent: percent, interval } = result;
  if (percent === undefined) return statusWords(result);
  const value = number(percent);
  if (!interval) return t('efAlone', { value });
  return t('efInterval', { value, lower: number(interval.lowerPercent ?? 0), upper: number(interval.upperPercent ?? 0) });
}

/** The interval alone, for example "55 to 69 % (90 % prediction interval)". */
export function intervalWords({ interval }: Result): string {
  if (!interval) return '';
  const { lowerPercent = 0, upperPercent = 0, nominalCoverage = 0 } = interval;
  return t('predictionInterval', {
    lower: number(lowerPercent),
    upper: number(upperPercent),
    coverage: number(100 * nominalCoverage),
  });
}

/** The likely severity grades, the likeliest first, for example "mildly abnormal 83 %, normal 6 %"; empty if unknown. */
export function severityWords({ interval }: Result): string {
  return (interval?.severity ?? [])
    .map(({ grade, probability = 0 }) => ({ grade, probability }))
    .filter(({ probability }) => probability >= LEAST_SHOWN)
    .sort((a, b) => b.probability - a.probability)
    .map(({ grade, probability }) => `${t(SEVERITIES[grade])} ${number(100 * probability)} %`)
    .join(', ');
}

/** What studies like this one have, if that is another number than the measured one; else empty. */
export function expectedWords({ ejectionFractionPercent = 0, interval }: Result): string {
  const expected = interval?.expectedPercent;
  if (expected === undefined || number(expected) === number(ejectionFractionPercent)) return '';
  return t('expectedEf', { value: number(expected) });
}

export function gradeTag({ quality }: Result): TemplateResult | typeof nothing {
  const grade = quality?.grade && GRADES[quality.grade];
  return grade ? html`<span class="tag ${grade.tag}">${t(grade.label)}</span>` : nothing;
}

export const methodWords = ({ method }: StudyResult): string => (method && METHODS[method] ? t(METHODS[method]) : '–');

/** A volume of a result in whole millilitres. */
export function mlWords(result: Result, ml: number | undefined): string {
  if (ml !== undefined) return `${number(ml)} ml`;
  return isComputed(result) ? t('volumeUnknown') : '–';
}

/** The heart rate and what it was computed from, for example "62 /min, from the electrocardiogram". */
export function rateWords({ heartRateBpm, heartRateSource }: ClipResult): string {
  if (heartRateBpm === undefined) return '–';
  const source = heartRateSource && RATE_SOURCES[heartRateSource];
  return `${number(heartRateBpm)} /min${source ? `, ${t(source)}` : ''}`;
}

export const viewSourceWords = ({ viewFinding }: ClipResult): string => {
  const source = viewFinding?.source && VIEW_SOURCES[viewFinding.source];
  return source ? t(source) : '';
};

/** The reasons of a grade. */
export function reasonsOf({ quality }: Result): readonly Sentence[] {
  const { reasons = [], sentences = [] } = quality ?? {};
  return sentences.length > 0 ? sentences : reasons.map((text) => ({ text }));
}

/** The reasons of a grade, without the texts of the remarks, which are listed by themselves. */
export function reasonsBesides(result: Result, remarks: readonly Remark[]): readonly Sentence[] {
  const said = new Set(remarks.map((remark) => remark.text));
  return reasonsOf(result).filter((reason) => !said.has(reason.text));
}

/** Whether no check found a problem. The reasons of a good grade are no problems. */
export const isSound = ({ quality }: Result): boolean =>
  quality?.grade === 'QUALITY_GRADE_GOOD' || (quality?.reasons ?? []).length === 0;

/** What a remark is about and how that is known, for example "Pixel size: assumed". */
export function remarkTitle({ property, basis }: Remark): string {
  const name = property && PROPERTIES[property];
  const known = basis && BASES[basis];
  return [name, known].flatMap((key) => (key ? [t(key)] : [])).join(': ');
}
