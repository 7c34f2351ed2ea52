import type { Session } from '../session.ts';
import { PageElement } from './pageElement.ts';

/** A page that shows what it loads when it opens. */
export abstract class LoadedPage<T> extends PageElement {
  static override properties: Record<string, object> = {
    session: { attribute: false },
    data: { state: true },
    failure: { state: true },
  };

  declare session: Session;
  /** Undefined until it is loaded. */
  declare data: T | undefined;
  declare failure: unknown;

  private turn = 0;

  override firstUpdated(): void {
    void this.load();
  }

  protected abstract fetch(): Promise<T>;

  /** Returns whether the answer is shown: one that a later load has overtaken is not. */
  protected async load(): Promise<boolean> {
    const turn = ++this.turn;
    const answer = await this.fetch().then((data) => ({ data, failure: undefined }), (failure) => ({ failure }));
    if (turn !== this.turn) return false;
    Object.assign(this, answer);
    return true;
  }
}
