import { PageElement } from './pageElement.ts';

const present = new Set<DialogElement>();

/** Whether a dialog is open. The keys of the editor do nothing then. */
export const isDialogOpen = (): boolean => [...present].some((dialog) => dialog.isOpen);

/** A part of the pages that shows a modal dialog. */
export abstract class DialogElement extends PageElement {
  override connectedCallback(): void {
    super.connectedCallback();
    present.add(this);
  }

  override disconnectedCallback(): void {
    present.delete(this);
    super.disconnectedCallback();
  }

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  close(): void {
    this.dialog?.close();
  }

  protected get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}
