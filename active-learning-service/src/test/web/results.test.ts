import type { ClipResult, ListedResult, Result, StudyResult } from '../../main/resources/web/app/api/results.ts';
import { DICTIONARIES } from '../../main/resources/web/app/i18n/language.ts';
import {
  efWords,
  expectedWords,
  intervalWords,
  isSound,
  methodWords,
  mlWords,
  rateWords,
  reasonsBesides,
  remarkTitle,
  severityWords,
  viewSourceWords,
} from '../../main/resources/web/app/parts/resultWords.ts';
import { studyRows } from '../../main/resources/web/app/parts/studyRows.ts';
import { equal } from './check.ts';

const computed: Result = {
  studyKey: 's',
  status: 'EJECTION_FRACTION_STATUS_COMPUTED',
  ejectionFractionPercent: 61.5,
  interval: { lowerPercent: 54.6, upperPercent: 69.4, nominalCoverage: 0.9 },
};

const listed = (studyKey: string, clipId: string): ListedResult => ({
  result: { ...computed, studyKey, clipId },
  clipCreatedAt: '2026-11-30T10:00:00Z',
});

Deno.test('an ejection fraction and its interval are whole points, as in the reports', () => {
  equal(efWords(computed), '62 (55 to 69) %');
  equal(intervalWords(computed), '55 to 69 % (90 % prediction interval)');
  equal(efWords({ ...computed, interval: undefined }), '62 %');
  equal(efWords({ ...computed, ejectionFractionPercent: 0, interval: { upperPercent: 9 } }), '0 (0 to 9) %');
});

Deno.test('the likely severity grades come first, with what studies like this one have', () => {
  equal([severityWords(computed), expectedWords(computed)], ['', '']);
  const result: Result = {
    ...computed,
    interval: {
      expectedPercent: 65.4,
      severity: [
        { grade: 'SEVERITY_GRADE_MILDLY_ABNORMAL', probability: 0.061 },
        { grade: 'SEVERITY_GRADE_BORDERLINE', probability: 0.04 },
        { grade: 'SEVERITY_GRADE_NORMAL', probability: 0.9 },
      ],
    },
  };
  equal(severityWords(result), 'normal 90 %, mildly abnormal 6 %');
  equal(expectedWords(result), 'In studies like this one, the reference is typically 65 %.');
  equal(expectedWords({ ...result, ejectionFractionPercent: 65.2 }), '');
});

Deno.test('without an ejection fraction, the reason is said', () => {
  const withheld: Result = { studyKey: 's', status: 'EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY' };
  equal(efWords(withheld), DICTIONARIES.en.statusWithheld);
  equal(intervalWords(withheld), '');
});

Deno.test('volumes are whole, and a heart rate has its source', () => {
  const without = { ...computed, ejectionFractionPercent: undefined };
  equal([mlWords(computed, 95.4), mlWords(without, undefined)], ['95 ml', '–']);
  equal(mlWords(computed, undefined), DICTIONARIES.en.volumeUnknown);
  const clip = { ...computed, clipId: 'c' } as ClipResult;
  equal(rateWords(clip), '–');
  equal(rateWords({ ...clip, heartRateBpm: 61.6 }), '62 /min');
  equal(
    rateWords({ ...clip, heartRateBpm: 61.6, heartRateSource: 'HEART_RATE_SOURCE_ELECTROCARDIOGRAM' }),
    '62 /min, from the electrocardiogram',
  );
});

Deno.test('the text of a remark is not repeated among the reasons', () => {
  const remark = { property: 'CINE_PROPERTY_SPACING', basis: 'BASIS_ASSUMED', text: 'It is assumed.' } as const;
  const result = { ...computed, quality: { reasons: ['One beat only.', 'It is assumed.'] } };
  equal(reasonsBesides(result, [remark]), [{ text: 'One beat only.' }]);
  const sentences = [{ code: 'ONE_BEAT_REGULAR', text: 'One beat only.' }, { code: 'A', text: 'It is assumed.' }];
  equal(reasonsBesides({ ...computed, quality: { ...result.quality, sentences } }, [remark]), [sentences[0]]);
  equal(remarkTitle(remark), 'Pixel size: assumed');
});

Deno.test('a grade whose only reason is a remark is no sound one', () => {
  const remark = { text: 'It is assumed.' };
  const poor: Result = { ...computed, quality: { grade: 'QUALITY_GRADE_POOR', reasons: ['It is assumed.'] } };
  equal([reasonsBesides(poor, [remark]), isSound(poor)], [[], false]);
  equal([isSound(computed), isSound({ ...computed, quality: { reasons: [] } })], [true, true]);
  equal(isSound({ ...computed, quality: { grade: 'QUALITY_GRADE_GOOD', reasons: ['It is assumed.'] } }), true);
});

Deno.test('a field that was not set is absent, or has its default value', () => {
  const unset = {
    method: 'VOLUME_METHOD_UNSPECIFIED',
    heartRateSource: 'HEART_RATE_SOURCE_UNSPECIFIED',
    viewFinding: {},
  };
  const defaults = { ...computed, ...unset, clipId: 'c', heartRateBpm: 60 } as unknown as ClipResult;
  const absent: ClipResult = { ...computed, clipId: 'c', heartRateBpm: 60 };
  for (const clip of [absent, defaults]) {
    equal([methodWords(clip as StudyResult), rateWords(clip), viewSourceWords(clip)], ['–', '60 /min', '']);
  }
});

Deno.test('results are grouped by study, and a later page joins its study', () => {
  const rows = studyRows([listed('b', '1'), listed('a', '2'), listed('b', '3')]);
  equal(rows.map((row) => row.key), ['b', 'a']);
  equal(rows[0].clips.map((clip) => clip.result.clipId), ['1', '3']);
});
