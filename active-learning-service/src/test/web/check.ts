/** Assertions for the tests of the pages, without dependencies. */

export function equal<T>(actual: T, expected: T, what = ''): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${what} expected ${e}, was ${a}`);
}

export function near(actual: number, expected: number, tolerance: number, what = ''): void {
  if (!(Math.abs(actual - expected) <= tolerance)) {
    throw new Error(`${what} expected ${expected} ± ${tolerance}, was ${actual}`);
  }
}

export function isTrue(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

export async function fails<T extends Error>(
  call: Promise<unknown>,
  type: abstract new (...args: never[]) => T,
): Promise<T> {
  try {
    await call;
  } catch (failure) {
    if (failure instanceof type) return failure;
    throw failure;
  }
  throw new Error(`expected ${type.name}`);
}
