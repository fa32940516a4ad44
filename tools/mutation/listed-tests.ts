export { expect } from 'vitest';

/** A test by its name, ready to be run again and again in the process that has loaded it. */
export type ListedTest = { readonly name: string; readonly run: () => unknown };

type Register<T extends unknown[]> = (name: string, body: (...values: T) => unknown) => void;
type Each = <T>(cases: readonly T[]) => (name: string, body: (...values: never[]) => unknown) => void;
type Registering = Register<[]> & { readonly each: Each; readonly skipIf: (is: boolean) => Register<[]> };

const path: string[] = [];
let listed: ListedTest[] = [];

/** Takes what the file that was just loaded has registered. */
export function takeListed(): readonly ListedTest[] {
  const taken = listed;
  listed = [];
  return taken;
}

/** As much of `vitest` as tests without a database use; they import this in its place (`load-tests.ts`). */
export const describe = registering((name, body) => {
  path.push(name);
  body();
  path.pop();
});

export const test = registering((name, body) => {
  listed.push({ name: [...path, name].join(' > '), run: body });
});

function registering(register: Register<[]>): Registering {
  const each: Each = (cases) => (name, body) => {
    for (const [index, one] of cases.entries())
      register(`${name} [${index + 1}]`, () =>
        Reflect.apply(body, undefined, Array.isArray(one) ? one : [one]),
      );
  };
  const skipIf = (is: boolean): Register<[]> => (is ? () => undefined : register);
  return Object.assign(register, { each, skipIf });
}
