/** Most steps that can be undone. */
const MOST_STEPS = 200;

/** A value with its past and its undone future. Values are never changed in place. */
export class History<T> {
  private past: T[] = [];
  private future: T[] = [];

  constructor(private current: T) {}

  get present(): T {
    return this.current;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Makes `next` the current value, as a separate step. */
  commit(next: T): void {
    if (next === this.current) return;
    this.past = [...this.past, this.current].slice(-MOST_STEPS);
    this.future = [];
    this.current = next;
  }

  /** Returns whether there was a step to undo. */
  undo(): boolean {
    const previous = this.past.pop();
    if (previous === undefined) return false;
    this.future.push(this.current);
    this.current = previous;
    return true;
  }

  /** Returns whether there was a step to redo. */
  redo(): boolean {
    const next = this.future.pop();
    if (next === undefined) return false;
    this.past.push(this.current);
    this.current = next;
    return true;
  }
}
