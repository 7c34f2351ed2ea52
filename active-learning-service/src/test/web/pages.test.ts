import { commandOf, keyName, SHORTCUTS } from '../../main/resources/web/app/drawing/commands.ts';
import { fitted, fromScreen, toScreen, zoomed } from '../../main/resources/web/app/drawing/viewport.ts';
import { DICTIONARIES, format } from '../../main/resources/web/app/i18n/language.ts';
import { equal, isTrue, near } from './check.ts';

const { en, de, fr } = DICTIONARIES;
const keys = (dictionary: object) => Object.keys(dictionary).sort();
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();

Deno.test('every language has every key, with the same places for values', () => {
  for (const [tag, other] of Object.entries({ de, fr })) {
    equal(keys(other), keys(en), tag);
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      equal(places(other[key]), places(en[key]), `${tag} ${key}`);
      isTrue(other[key].trim().length > 0, `${tag} ${key} is empty`);
    }
  }
});

Deno.test('the pages use every key', async () => {
  const root = new URL('../../main/resources/web/app/', import.meta.url);
  let text = '';
  for (const folder of ['.', 'pages', 'parts', 'drawing']) {
    for await (const entry of Deno.readDir(new URL(`${folder}/`, root))) {
      if (entry.name.endsWith('.ts')) text += await Deno.readTextFile(new URL(`${folder}/${entry.name}`, root));
    }
  }
  equal(Object.keys(en).filter((key) => !text.includes(`'${key}'`)), []);
});

Deno.test('values are put into texts', () => {
  equal(format(en, 'frameOf', { index: 3, count: 40 }), 'Frame 3 of 40');
  equal(format(de, 'frameOf', { index: 3, count: 40 }), 'Bild 3 von 40');
});

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false, ...more });

Deno.test('keys give commands', () => {
  equal(press('Enter'), 'submit');
  equal(press('G'), 'good');
  equal(press('z', { ctrlKey: true }), 'undo');
  equal(press('z', { metaKey: true, shiftKey: true }), 'redo');
  equal(press('s', { ctrlKey: true }), undefined);
  equal(press('s', { altKey: true }), undefined);
  equal(keyName('Ctrl+z'), 'Ctrl Z');
});

Deno.test('a held key steps and zooms, but does not submit, skip or give back', () => {
  const held = { repeat: true };
  equal(['ArrowRight', '+', '.', '>'].map((key) => press(key, held)), ['after', 'zoomIn', 'nextPoint', 'larger']);
  equal(press('z', { ...held, ctrlKey: true }), 'undo');
  equal(['Enter', 's', 'l', 'x', 'c', 'Delete'].map((key) => press(key, held)), Array(6).fill(undefined));
});

Deno.test('no key has two commands', () => {
  const all = SHORTCUTS.flatMap((g) => g.shortcuts).flatMap((s) =>
    s.keys.map((k) => (k.length === 1 ? k.toLowerCase() : k))
  );
  equal(all.length, new Set(all).size);
});

Deno.test('the whole picture is shown, centred, and a zoom keeps the point under the pointer', () => {
  const view = fitted(800, 600, 808, 1008);
  equal([view.scale, view.left, view.top], [1, 4, 204]);
  const pointer = { x: 300, y: 500 };
  const near0 = toScreen(zoomed(view, 3, pointer, 0.1), fromScreen(view, pointer));
  near(near0.x, 300, 1e-9);
  near(near0.y, 500, 1e-9);
  equal(zoomed(view, 1000, pointer, 0.1).scale, 16);
});
