import type { ListedResult } from '../api/results.ts';

/** A study with those of its clips that are listed. */
export interface StudyRow {
  readonly key: string;
  /** The newest first. */
  readonly clips: readonly ListedResult[];
}

/** Groups results by study. The study whose clip was received last comes first. */
export function studyRows(listed: readonly ListedResult[]): StudyRow[] {
  const groups = Map.groupBy(listed, ({ result }) => result.studyKey);
  return [...groups].map(([key, clips]) => ({ key, clips }));
}
