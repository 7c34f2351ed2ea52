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

  override firstUpdated(): void {
    void this.load();
  }

  protected abstract fetch(): Promise<T>;

  protected async load(): Promise<void> {
    this.failure = undefined;
    try {
      this.data = await this.fetch();
    } catch (failure) {
      this.failure = failure;
    }
  }
}
