import type { Key } from '../i18n/en.ts';

/** What a key does in the editor. */
export type Command =
  | 'points'
  | 'wall'
  | 'paint'
  | 'erase'
  | 'pan'
  | 'smaller'
  | 'larger'
  | 'play'
  | 'before'
  | 'after'
  | 'home'
  | 'nextPoint'
  | 'previousPoint'
  | 'nextMark'
  | 'insert'
  | 'remove'
  | 'notSeen'
  | 'deselect'
  | 'model'
  | 'band'
  | 'copyBefore'
  | 'copyAfter'
  | 'copyModel'
  | 'snap'
  | 'clear'
  | 'undo'
  | 'redo'
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  | 'good'
  | 'fair'
  | 'poor'
  | 'notAssessable'
  | 'submit'
  | 'skip'
  | 'release'
  | 'help';

export interface Shortcut {
  /** Values of KeyboardEvent.key; "Ctrl+" also stands for the command key. */
  readonly keys: readonly string[];
  readonly command: Command;
  readonly label: Key;
}

const shortcut = (command: Command, label: Key, ...keys: string[]): Shortcut => ({ command, label, keys });

/** The keys in groups, as the help shows them. */
export const SHORTCUTS: readonly { title: Key; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'keysFrame',
    shortcuts: [
      shortcut('submit', 'submitAndNext', 'Enter'),
      shortcut('good', 'qualityGood', 'g'),
      shortcut('fair', 'qualityFair', 'f'),
      shortcut('poor', 'qualityPoor', 'p'),
      shortcut('notAssessable', 'notAssessable', 'x'),
      shortcut('skip', 'skip', 's'),
      shortcut('release', 'release', 'l'),
      shortcut('help', 'help', '?'),
    ],
  },
  {
    title: 'keysOutline',
    shortcuts: [
      shortcut('model', 'showModel', 'm'),
      shortcut('band', 'showBand', 'u'),
      shortcut('copyModel', 'copyModel', 'r'),
      shortcut('copyBefore', 'copyBefore', '['),
      shortcut('copyAfter', 'copyAfter', ']'),
      shortcut('snap', 'snap', 'e'),
      shortcut('clear', 'clear', 'c'),
      shortcut('undo', 'undo', 'Ctrl+z'),
      shortcut('redo', 'redo', 'Ctrl+Shift+Z', 'Ctrl+y'),
    ],
  },
  {
    title: 'keysPoints',
    shortcuts: [
      shortcut('nextPoint', 'nextPoint', '.'),
      shortcut('previousPoint', 'previousPoint', ','),
      shortcut('nextMark', 'nextMark', 'k'),
      shortcut('insert', 'insertPoint', 'i'),
      shortcut('remove', 'removePoint', 'Delete', 'Backspace'),
      shortcut('notSeen', 'notSeen', 'n'),
      shortcut('deselect', 'deselect', 'Escape'),
    ],
  },
  {
    title: 'keysTools',
    shortcuts: [
      shortcut('points', 'toolPoints', '1'),
      shortcut('wall', 'toolWall', '2'),
      shortcut('paint', 'toolPaint', '3'),
      shortcut('erase', 'toolErase', '4'),
      shortcut('pan', 'toolPan', '5'),
      shortcut('smaller', 'brushSmaller', '<'),
      shortcut('larger', 'brushLarger', '>'),
    ],
  },
  {
    title: 'keysView',
    shortcuts: [
      shortcut('play', 'play', ' '),
      shortcut('before', 'frameBefore', 'ArrowLeft'),
      shortcut('after', 'frameAfter', 'ArrowRight'),
      shortcut('home', 'backToYours', 'Home', 'h'),
      shortcut('zoomIn', 'zoomIn', '+', '='),
      shortcut('zoomOut', 'zoomOut', '-'),
      shortcut('fit', 'zoomFit', '0'),
    ],
  },
];

const COMMANDS = new Map(
  SHORTCUTS.flatMap((group) => group.shortcuts).flatMap((s) => s.keys.map((key) => [key, s.command] as const)),
);

/** What a held key repeats. All else needs a new press: a held Enter must not submit frame after frame. */
const REPEATED: ReadonlySet<Command> = new Set<Command>([
  'smaller',
  'larger',
  'before',
  'after',
  'nextPoint',
  'previousPoint',
  'nextMark',
  'undo',
  'redo',
  'zoomIn',
  'zoomOut',
]);

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** The command of a key. With Ctrl, only keys that state it count, so that the browser keeps its own. */
export function commandOf(event: Pressed): Command | undefined {
  const command = event.altKey ? undefined : pressed(event);
  return command && event.repeat && !REPEATED.has(command) ? undefined : command;
}

function pressed(event: Pressed): Command | undefined {
  if (event.ctrlKey || event.metaKey) {
    return COMMANDS.get(
      `Ctrl+${event.shiftKey ? 'Shift+' : ''}${event.shiftKey ? event.key.toUpperCase() : event.key}`,
    );
  }
  return COMMANDS.get(event.key) ?? COMMANDS.get(event.key.toLowerCase());
}

/** How the help shows a key. */
export function keyName(key: string): string {
  const names: Record<string, string> = {
    ' ': '␣',
    ArrowLeft: '←',
    ArrowRight: '→',
    Enter: '↵',
    Delete: 'Del',
    Backspace: '⌫',
    Escape: 'Esc',
    'Ctrl+z': 'Ctrl Z',
    'Ctrl+Shift+Z': 'Ctrl ⇧ Z',
    'Ctrl+y': 'Ctrl Y',
  };
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
