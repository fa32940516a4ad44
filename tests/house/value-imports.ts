/**
 * The modules that a text needs when it runs; `import type` and imports of nothing but `type` names need none.
 * `verbatimModuleSyntax` makes the spelling the truth, so the text itself is enough.
 */
export function valueImports(text: string): string[] {
  const statements = text.matchAll(/^import\s+(?!type\s)([^'";]*?)\s*from\s*'([^']+)'/gm);
  const found = [...statements].flatMap(([, names = '', specifier = '']) =>
    isOfTypesOnly(names) ? [] : [specifier],
  );
  const bare = [...text.matchAll(/^import\s*'([^']+)'/gm)].flatMap((match) => match[1] ?? []);
  const dynamic = [...text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].flatMap((match) => match[1] ?? []);
  return [...found, ...bare, ...dynamic];
}

function isOfTypesOnly(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  if (inner === undefined) return false;
  return inner
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .every((name) => name.startsWith('type '));
}
