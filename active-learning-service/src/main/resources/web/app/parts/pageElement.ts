import { LitElement, type TemplateResult } from 'lit';
import { language } from '../i18n/language.ts';
import { explain } from './explain.ts';

/** A component whose texts follow the language of the pages. */
export abstract class PageElement extends LitElement {
  private readonly redraw = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    language.addEventListener('change', this.redraw);
  }

  override disconnectedCallback(): void {
    language.removeEventListener('change', this.redraw);
    super.disconnectedCallback();
  }

  /** Sends an event to the components around this one. */
  protected emit<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Shows a short message at the foot of the page, and reads it out. */
  protected say(text: string, kind: 'good' | 'bad' = 'good'): void {
    this.emit('say', { text, kind });
  }

  /** Says what went wrong. */
  protected complain(failure: unknown): void {
    this.say(explain(failure), 'bad');
  }

  abstract override render(): TemplateResult;
}
