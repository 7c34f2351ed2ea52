import { html, svg, type TemplateResult } from 'lit';

/** Line icons on a grid of 24. */
const ICONS = {
  points: svg`<path d="M5 19C5 9 12 5 19 5"/><circle cx="5" cy="19" r="2"/><circle cx="9.5" cy="9.5" r="2"/><circle cx="19" cy="5" r="2"/>`,
  wall: svg`<path d="M8 3c-4 6-4 12 0 18"/><path d="M12 12h9m-3-3 3 3-3 3"/>`,
  paint: svg`<path d="M14 4l6 6-8 8-6-6z"/><path d="M6 12l-3 9 9-3"/>`,
  erase: svg`<path d="M9 20 3 14 13 4l8 8-8 8z"/><path d="M8 9l8 8M9 20h12"/>`,
  pan: svg`<path d="M12 3v18M3 12h18M12 3l-3 3M12 3l3 3M12 21l-3-3M12 21l3-3M3 12l3-3M3 12l3 3M21 12l-3-3M21 12l-3 3"/>`,
  undo: svg`<path d="M9 6 4 11l5 5"/><path d="M4 11h10a6 6 0 0 1 0 12"/>`,
  redo: svg`<path d="m15 6 5 5-5 5"/><path d="M20 11H10a6 6 0 0 0 0 12"/>`,
  notSeen: svg`<path d="M4 20C4 10 10 4 20 4" stroke-dasharray="3 4"/>`,
  remove: svg`<circle cx="12" cy="12" r="5"/><path d="M4 20 20 4"/>`,
  snap: svg`<path d="M5 4v8a7 7 0 0 0 14 0V4h-4v8a3 3 0 0 1-6 0V4z"/><path d="M5 8h4M15 8h4"/>`,
  model: svg`<path d="M12 3C8 7 5 13 7 19c1 2 9 2 10 0 2-6-1-12-5-16z" stroke-dasharray="2 3"/>`,
  band: svg`<path d="M12 2C7 6 3 13 6 20c2 3 10 3 12 0 3-7-1-14-6-18z"/><path d="M12 8c-2 3-4 6-2.5 10 1 1 4 1 5 0C16 14 14 11 12 8z"/>`,
  copyBefore: svg`<path d="M20 6v12M15 12H4m4-4-4 4 4 4" transform="matrix(-1 0 0 1 24 0)"/>`,
  copyAfter: svg`<path d="M20 6v12M15 12H4m4-4-4 4 4 4"/>`,
  clear: svg`<path d="M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13"/>`,
  zoomIn: svg`<circle cx="10" cy="10" r="6"/><path d="m15 15 6 6M10 7v6M7 10h6"/>`,
  zoomOut: svg`<circle cx="10" cy="10" r="6"/><path d="m15 15 6 6M7 10h6"/>`,
  fit: svg`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>`,
  play: svg`<path d="M7 4v16l13-8z"/>`,
  pause: svg`<path d="M8 4v16M16 4v16"/>`,
  before: svg`<path d="m15 5-7 7 7 7"/>`,
  after: svg`<path d="m9 5 7 7-7 7"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"/>`,
} as const;

export type IconName = keyof typeof ICONS;

export const icon = (name: IconName): TemplateResult =>
  html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${ICONS[name]}</svg>`;
