import { css, html, type TemplateResult } from 'lit';
import type { Command } from '../drawing/commands.ts';
import type { Tool } from '../drawing/stroke.ts';
import type { Key } from '../i18n/en.ts';
import { t } from '../i18n/language.ts';
import { icon, type IconName } from './icons.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** The tools beside the picture. Emits `command` with the name of a command. */
export class EditorToolbar extends PageElement {
  static override properties = {
    tool: {},
    brush: { type: Number },
    closed: { type: Boolean },
    canUndo: { type: Boolean },
    canRedo: { type: Boolean },
    showsModel: { type: Boolean },
    showsBand: { type: Boolean },
    hasModel: { type: Boolean },
    hasBefore: { type: Boolean },
    hasAfter: { type: Boolean },
    pointSelected: { type: Boolean },
  };

  static override styles = [
    shared,
    css`
      :host {
        background: var(--panel);
        border-right: 1px solid var(--line);
        padding: 0.5rem;
        overflow: auto;
      }
      [role='toolbar'] {
        display: flex;
        flex-direction: column;
        gap: 2px;
      }
      button {
        display: grid;
        place-items: center;
        width: 2.6rem;
        height: 2.4rem;
        padding: 0;
        border-color: transparent;
        background: none;
      }
      button:hover:not(:disabled) {
        background: var(--raised);
      }
      button:disabled {
        opacity: 0.35;
      }
      hr {
        border: 0;
        border-top: 1px solid var(--line);
        width: 100%;
        margin: 4px 0;
      }
      @media (max-width: 860px) {
        :host {
          border-right: 0;
          border-bottom: 1px solid var(--line);
          padding: 0.35rem;
        }
        [role='toolbar'] {
          flex-direction: row;
          flex-wrap: wrap;
        }
        hr {
          width: 0;
          height: 2rem;
          border-top: 0;
          border-left: 1px solid var(--line);
          margin: 2px 4px;
        }
        button {
          width: 2.75rem;
          height: 2.75rem;
        }
      }
    `,
  ];

  declare tool: Tool;
  declare brush: number;
  declare closed: boolean;
  declare canUndo: boolean;
  declare canRedo: boolean;
  declare showsModel: boolean;
  declare showsBand: boolean;
  declare hasModel: boolean;
  declare hasBefore: boolean;
  declare hasAfter: boolean;
  declare pointSelected: boolean;

  override render() {
    return html`<div role="toolbar" aria-label=${t('tools')} aria-orientation="vertical">
      ${this.pick('points', 'toolPoints', '1')} ${this.pick('wall', 'toolWall', '2')}
      ${this.pick('paint', 'toolPaint', '3')} ${this.pick('erase', 'toolErase', '4')} ${this.pick('pan', 'toolPan', '5')}
      <hr />
      ${this.act('undo', 'undo', 'Ctrl Z', this.canUndo)} ${this.act('redo', 'redo', 'Ctrl Y', this.canRedo)}
      <hr />
      ${this.act('notSeen', 'notSeen', 'N', this.pointSelected)} ${this.act('remove', 'removePoint', 'Del', this.pointSelected)}
      ${this.act('snap', 'snap', 'E', this.closed)}
      <hr />
      ${this.toggle('model', 'showModel', 'M', this.showsModel, this.hasModel)}
      ${this.toggle('band', 'showBand', 'U', this.showsBand, this.hasModel)}
      ${this.act('copyBefore', 'copyBefore', '[', this.hasBefore)} ${this.act('copyAfter', 'copyAfter', ']', this.hasAfter)}
      ${this.act('clear', 'clear', 'C', this.closed)}
      <hr />
      ${this.act('zoomIn', 'zoomIn', '+')} ${this.act('zoomOut', 'zoomOut', '-')} ${this.act('fit', 'zoomFit', '0')}
    </div>`;
  }

  private pick(tool: Tool, label: Key, key: string): TemplateResult {
    return this.toggle(tool, label, key, this.tool === tool, true);
  }

  private toggle(command: Command & IconName, label: Key, key: string, pressed: boolean, enabled: boolean): TemplateResult {
    return html`<button aria-pressed=${pressed ? 'true' : 'false'} ?disabled=${!enabled} aria-label=${t(label)}
      title=${`${t(label)} (${key})`} @click=${() => this.emit('command', command)}>${icon(command)}</button>`;
  }

  private act(command: Command & IconName, label: Key, key: string, enabled = true): TemplateResult {
    return html`<button ?disabled=${!enabled} aria-label=${t(label)} title=${`${t(label)} (${key})`}
      @click=${() => this.emit('command', command)}>${icon(command)}</button>`;
  }
}

customElements.define('editor-toolbar', EditorToolbar);
