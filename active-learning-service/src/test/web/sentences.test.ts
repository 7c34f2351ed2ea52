import { NoAnswer, Refused } from '../../main/resources/web/app/api/client.ts';
import { en } from '../../main/resources/web/app/i18n/en.ts';
import { DICTIONARIES, language } from '../../main/resources/web/app/i18n/language.ts';
import { REFUSALS } from '../../main/resources/web/app/i18n/refusals.ts';
import { SENTENCES, translated } from '../../main/resources/web/app/i18n/sentences.ts';
import { CODES, explain } from '../../main/resources/web/app/parts/explain.ts';
import { noteWords } from '../../main/resources/web/app/parts/skipDialog.ts';
import { equal, isTrue } from './check.ts';

const LANGUAGES = ['de', 'fr'] as const;

/** The constants of a Java enum with the text of each: its string literals, joined. */
async function tableOf(file: string): Promise<Map<string, string>> {
  const source = await Deno.readTextFile(new URL(`../../../../${file}`, import.meta.url));
  const constants = source.slice(source.indexOf('{') + 1).split(/;\n/)[0].split(/\n(?= {2}[A-Z][A-Z0-9_]*\()/).slice(1);
  const table = new Map(constants.map((constant) => [
    /^ {2}([A-Z0-9_]+)/.exec(constant)![1],
    [...constant.replace(/\/\/.*/g, '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((literal) => literal[1]).join(''),
  ]));
  isTrue(table.size > 5, file);
  return table;
}

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((place) => place[1]).sort();

async function inLanguage<T>(tag: string, run: () => T): Promise<T> {
  Object.assign(language, { current: tag });
  try {
    return await run();
  } finally {
    Object.assign(language, { current: 'en' });
  }
}

Deno.test('each sentence of the services has a text in each language, with the same values', async () => {
  const table = await tableOf('proto/runtime/src/main/java/org/echomotion/sentence/SentenceCode.java');
  for (const tag of LANGUAGES) {
    equal(Object.keys(SENTENCES[tag]).sort(), [...table.keys()].sort(), tag);
    for (const [code, template] of table) {
      const values = template.match(/%(s|d|\.\df)/g) ?? [];
      equal(placesOf(SENTENCES[tag][code]), values.map((_, i) => String(i + 1)), `${tag} ${code}`);
    }
  }
});

/** Refusals that no call of the pages can cause: about events, settings, commands and the work between services. */
const NOT_SHOWN = new Set([
  ...['BAD_EVENT', 'EVENT_UNREADABLE', 'STEP_FAILED', 'BAD_SEGMENTATION', 'BAD_CALIBRATION', 'BAD_FRAMES', 'NO_SIGNING_KEY'],
  ...['NO_MODEL', 'DAMAGED_MODEL', 'NO_SUCH_TENANT', 'TENANT_EXISTS', 'BAD_TENANT_NAME', 'EVIDENCE_INCONSISTENT'],
  ...['GRAD_CAM_UNUSABLE', 'PICTURES_NOT_DRAWN', 'VIDEO_NOT_ENCODED'],
]);

Deno.test('each refusal of the services has a text in each language', async () => {
  const files = [
    'proto/runtime/src/main/java/org/echomotion/error/CommonError.java',
    'ingest-service/cine/src/main/java/org/echomotion/ingest/IngestError.java',
    'segmentation-service/network/src/main/java/org/echomotion/segmentation/SegmentationError.java',
    'ef-service/measurement/src/main/java/org/echomotion/ef/EjectionFractionError.java',
    'xai-service/src/main/java/org/echomotion/xai/XaiError.java',
    'active-learning-service/src/main/java/org/echomotion/activelearning/ActiveLearningError.java',
  ];
  const codes = new Set<string>();
  for (const file of files) for (const code of (await tableOf(file)).keys()) codes.add(code);
  const needed = [...codes].filter((code) => !NOT_SHOWN.has(code) && !(code in CODES));
  const fromTheEdge = ['INTERNAL', 'UNAUTHENTICATED'];
  for (const tag of LANGUAGES) equal(Object.keys(REFUSALS[tag]).sort(), [...needed, ...fromTheEdge].sort(), tag);
  equal([...NOT_SHOWN].filter((code) => !codes.has(code)), [], 'codes that no service has');
});

Deno.test('values are written in the language of the page, and unknown sentences stay English', async () => {
  const sentence = { code: 'NO_BEAT', values: ['1.5'], text: 'No beat.' };
  equal(translated(sentence), undefined);
  await inLanguage('de', () => {
    isTrue(translated(sentence)!.startsWith('In 1,5 s wurde kein Herzschlag'), 'a comma');
    isTrue(translated({ ...sentence, view: 'VIEW_A2C' })!.startsWith('A2C: In 1,5 s'), 'the view');
    isTrue(translated({ ...sentence, view: 'VIEW_UNSPECIFIED' })!.startsWith('In 1,5 s'), 'no view');
    equal(translated({ code: '', text: 'Of another version.' }), undefined);
    const values = ['CAMUS (400)', '0a1b', '2026-11-30', 'both views'];
    isTrue(translated({ code: 'INTERVAL_CONFORMAL', values })!.includes('2026-11-30, beide Schnitte)'), 'words');
  });
  await inLanguage('fr', () => isTrue(translated(sentence)!.includes('en 1,5 s'), 'French'));
});

Deno.test('a refusal is explained in the language of the page, with the detail of the service', async () => {
  const refused = new Refused(400, 'UNREADABLE', 'The file is cut short.');
  equal(explain(refused), 'The file is cut short.');
  await inLanguage('fr', () => {
    equal(explain(refused), REFUSALS.fr.UNREADABLE.replace('{message}', 'The file is cut short.'));
    equal(explain(new Refused(400, 'EMPTY_FILE', 'The file is empty.')), REFUSALS.fr.EMPTY_FILE);
    equal(explain(new Refused(400, 'NEW_CODE', 'A new sentence.')), 'A new sentence.');
    equal(explain(new NoAnswer('down')), DICTIONARIES.fr.noAnswerText);
  });
});

Deno.test('a reason of the list for skipping is shown in the language of the page', async () => {
  equal(await inLanguage('de', () => noteWords(en.skipWrongView)), DICTIONARIES.de.skipWrongView);
  equal(await inLanguage('de', () => noteWords('Zu dunkel')), 'Zu dunkel');
});

/** The text between the tags of a template, without its expressions. */
function literalText(source: string): string[] {
  const templates = [...source.matchAll(/html`/g)].map(({ index }) => textAt(source, index + 5)[0]);
  return templates.flatMap((html) => html.replace(/<[^>]*>/g, '\n').split('\n')).map((line) => line.trim()).filter((line) => line !== '');
}

/** The text of a template from a position on, with each expression replaced by a space; and where it ends. */
function textAt(source: string, from: number): [string, number] {
  let text = '';
  let at = from;
  while (at < source.length && source[at] !== '`') {
    if (source.startsWith('${', at)) {
      at = expressionEnd(source, at + 2);
      text += ' ';
    } else text += source[at++];
  }
  return [text, at];
}

function expressionEnd(source: string, from: number): number {
  let depth = 1;
  let at = from;
  while (depth > 0) {
    if (source[at] === '`') at = textAt(source, at + 1)[1];
    else if (source[at] === '{') depth++;
    else if (source[at] === '}') depth--;
    at++;
  }
  return at;
}

Deno.test('no template has words of its own', async () => {
  const root = new URL('../../main/resources/web/app/', import.meta.url);
  const own: string[] = [];
  for (const folder of ['.', 'pages', 'parts']) {
    for await (const { name } of Deno.readDir(new URL(`${folder}/`, root))) {
      if (!name.endsWith('.ts') || name.endsWith('.css.ts')) continue;
      const source = await Deno.readTextFile(new URL(`${folder}/${name}`, root));
      own.push(...literalText(source).filter((text) => /\p{L}{3,}/u.test(text)).map((text) => `${name}: ${text}`));
      own.push(...[...source.matchAll(/(?:aria-label|title|placeholder|alt)="([^"$]*\p{L}{3,}[^"$]*)"/gu)].map((m) => m[1]));
    }
  }
  equal(own, ['app.ts: EchoMotion', 'helpOverlay.ts: Esc']);
});
