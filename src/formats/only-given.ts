/** The same object without the members that were not said. */
export function onlyGiven<T extends { readonly [name: string]: unknown }>(
  object: T,
): { [K in keyof T]?: Exclude<T[K], undefined | ''> } {
  const given: { [K in keyof T]?: Exclude<T[K], undefined | ''> } = {};
  for (const [name, value] of Object.entries(object))
    if (value !== undefined && value !== '') Reflect.set(given, name, value);
  return given;
}
