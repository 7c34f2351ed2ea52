import type { ModelMetric } from '../api/models.ts';
import type { Key } from '../i18n/en.ts';
import { number, percent, t } from '../i18n/language.ts';

const fixed = (digits: number) => (value: number) => number(value, digits);
const share = (value: number) => percent(value, 1);

/** What a metric is called, and how its values are written. */
const METRICS: Record<string, { label: Key; words: (value: number) => string }> = {
  frames: { label: 'metricFrames', words: fixed(0) },
  clips: { label: 'metricClips', words: fixed(0) },
  subjects: { label: 'metricSubjects', words: fixed(0) },
  studies: { label: 'metricStudies', words: fixed(0) },
  dice: { label: 'metricDice', words: fixed(3) },
  worstDice: { label: 'metricWorstDice', words: fixed(3) },
  iou: { label: 'metricIou', words: fixed(3) },
  hausdorff95Mm: { label: 'metricHausdorff', words: fixed(1) },
  frameAccuracy: { label: 'metricFrameAccuracy', words: share },
  clipAccuracy: { label: 'metricClipAccuracy', words: share },
  meanAbsoluteError: { label: 'metricMeanError', words: fixed(1) },
  bias: { label: 'metricBias', words: fixed(1) },
  errorDeviation: { label: 'metricErrorDeviation', words: fixed(1) },
  pearson: { label: 'metricPearson', words: fixed(2) },
  relativeVolumeErrorPercentMeasured: { label: 'metricVolumeErrorBefore', words: fixed(1) },
  relativeVolumeErrorPercentCorrected: { label: 'metricVolumeErrorAfter', words: fixed(1) },
};

/** A table of figures: a row for each data set, a column for each metric. */
export interface Figures {
  readonly names: readonly string[];
  readonly rows: readonly { dataSet: string; values: readonly (ModelMetric | undefined)[] }[];
}

/** Puts figures into a table. Data sets and metrics keep the order in which they are stated. */
export function figuresOf(metrics: readonly ModelMetric[]): Figures {
  const names = [...new Set(metrics.map((metric) => metric.name))];
  const dataSets = [...new Set(metrics.map(dataSetOf))];
  const rows = dataSets.map((dataSet) => {
    const own = metrics.filter((metric) => dataSetOf(metric) === dataSet);
    return { dataSet, values: names.map((name) => own.find((metric) => metric.name === name)) };
  });
  return { names, rows };
}

const dataSetOf = ({ dataSet = '' }: ModelMetric): string => dataSet;

/** Whether a figure is about a part of another data set, for example "valid, camus/A2C". */
export const isPart = (metric: ModelMetric): boolean => dataSetOf(metric).includes('/');

/** What a metric is called. A metric that these pages do not know has the name in the model's file. */
export const metricLabel = (name: string): string => METRICS[name] ? t(METRICS[name].label) : name;

/** A value with its interval. */
export function metricWords({ name, value = 0, lower, upper }: ModelMetric): string {
  const words = METRICS[name]?.words ?? fixed(3);
  if (lower === undefined || upper === undefined) return words(value);
  return t('valueInterval', { value: words(value), lower: words(lower), upper: words(upper) });
}
