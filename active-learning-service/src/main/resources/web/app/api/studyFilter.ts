/** Which results the list of studies shows. Empty fields do not filter. */
export interface StudyFilter {
  readonly studyKey: string;
  readonly grades: readonly string[];
  /** Ejection fractions in percent. */
  readonly lowest: string;
  readonly highest: string;
  /** Days as the reader's calendar has them, for example 2026-11-25. Both are included. */
  readonly from: string;
  readonly until: string;
}

export const EVERY_STUDY: StudyFilter = { studyKey: '', grades: [], lowest: '', highest: '', from: '', until: '' };

export const isFiltered = (filter: StudyFilter): boolean =>
  filter.grades.length > 0 || Object.values(filter).some((value) => typeof value === 'string' && value !== '');

/** What the form of the filters states. */
export function filterOf(form: FormData): StudyFilter {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    studyKey: text('studyKey'),
    grades: form.getAll('grade').map(String),
    lowest: text('lowest'),
    highest: text('highest'),
    from: text('from'),
    until: text('until'),
  };
}

/** The query of the list. The service takes results before `until`, so that is the midnight after the last day. */
export function queryOf(filter: StudyFilter, pageToken = ''): URLSearchParams {
  const query = new URLSearchParams({ pageSize: '50' });
  const add = (name: string, value: string) => {
    if (value !== '') query.append(name, value);
  };
  add('studyKey', filter.studyKey);
  filter.grades.forEach((grade) => add('grade', grade));
  add('lowest', filter.lowest);
  add('highest', filter.highest);
  add('from', midnight(filter.from, 0));
  add('until', midnight(filter.until, 1));
  add('pageToken', pageToken);
  return query;
}

/** The start of a day of the reader's time zone, or of one some days later. */
function midnight(day: string, later: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return day === '' ? '' : new Date(year, month - 1, date + later).toISOString();
}
