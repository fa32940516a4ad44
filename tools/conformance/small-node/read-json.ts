import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const MOST_LEVELS = 64;

/** JSON that can be read in one way only (pxp-1, Entry); undefined for any other text. */
export function readJson(text: string, may: { readonly anything?: boolean } = {}): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    const tokens = text.match(TOKENS) ?? [];
    return !may.anything && (tokens.some(isAmbiguous) || namesTwice(tokens)) ? undefined : value;
  } catch {
    return undefined; // no JSON
  }
}

export function readObject(text: string, may: { readonly anything?: boolean } = {}): JsonObject | undefined {
  const value = readJson(text, may);
  return isJsonObject(value) ? value : undefined;
}

function isAmbiguous(token: string): boolean {
  if (token.startsWith('"')) return !String(JSON.parse(token)).isWellFormed();
  return (
    /^-?\d/.test(token) &&
    (/^-?\d+$/.test(token) ? !Number.isSafeInteger(Number(token)) : !Number.isFinite(Number(token)))
  );
}

/** Also what is too deep. */
function namesTwice(tokens: readonly string[]): boolean {
  const levels: Set<unknown>[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token === '{' || token === '[') levels.push(new Set());
    if (levels.length > MOST_LEVELS) return true;
    if (token === '}' || token === ']') levels.pop();
    if (tokens[at + 1] !== ':' || !token.startsWith('"')) continue;
    const name: unknown = JSON.parse(token);
    if (levels.at(-1)?.has(name)) return true;
    levels.at(-1)?.add(name);
  }
  return false;
}
