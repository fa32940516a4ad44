/** The same object without the members that were not said. */
export function onlyGiven<T extends { readonly [name: string]: unknown }>(
  object: T,
): { [K in keyof T]?: Exclude<T[K], undefined | ''> } {
  const given: { [K in keyof T]?: Exclude<T[K], undefined | ''> } = {};
  for (const name in object) {
    const value = object[name];
    if (isSaid(value)) given[name] = value;
  }
  return given;
}

function isSaid<T>(value: T): value is Exclude<T, undefined | ''> {
  return value !== undefined && value !== '';
}
