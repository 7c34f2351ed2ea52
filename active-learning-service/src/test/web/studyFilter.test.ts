import { EVERY_STUDY, filterOf, isFiltered, queryOf } from '../../main/resources/web/app/api/studyFilter.ts';
import { equal, isTrue } from './check.ts';

Deno.test('empty filters are not sent', () => {
  equal(queryOf(EVERY_STUDY).toString(), 'pageSize=50');
  isTrue(!isFiltered(EVERY_STUDY), 'nothing is filtered');
});

Deno.test('filters and the page are sent in the words of the service', () => {
  const filter = { ...EVERY_STUDY, studyKey: 'a b', grades: ['good', 'usable'], lowest: '0', highest: '40' };
  equal(
    queryOf(filter, 'next').toString(),
    'pageSize=50&studyKey=a+b&grade=good&grade=usable&lowest=0&highest=40&pageToken=next',
  );
  isTrue(isFiltered(filter), 'it is filtered');
});

/** Dates of a time zone two hours east of Greenwich. */
class EasternDate extends Date {
  constructor(first: number, month?: number, day = 1) {
    super(month === undefined ? first : Date.UTC(first, month, day, -2));
  }
}

Deno.test('the last day of the reader’s time zone is included', () => {
  const own = globalThis.Date;
  Object.assign(globalThis, { Date: EasternDate });
  const query = queryOf({ ...EVERY_STUDY, from: '2026-11-25', until: '2026-11-30' });
  Object.assign(globalThis, { Date: own });
  equal(query.get('from'), '2026-11-24T22:00:00.000Z');
  equal(query.get('until'), '2026-11-30T22:00:00.000Z');
});

Deno.test('the form is read without spaces around the words', () => {
  const form = new FormData();
  form.set('studyKey', ' s1 ');
  form.append('grade', 'poor');
  equal(filterOf(form), { ...EVERY_STUDY, studyKey: 's1', grades: ['poor'] });
});
