import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '#contract/endpoint.ts';

/** An endpoint with the name and the file (its capability) it is exported from. */
export type NamedEndpoint = {
  readonly name: string;
  readonly capability: string;
  readonly endpoint: Endpoint;
};

const CONTRACT = join(import.meta.dirname, '..', 'src', 'contract');

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value
  );
}

/** Every endpoint that a file of `src/contract` exports, by capability and name: a new file needs no list. */
export async function contractEndpoints(): Promise<NamedEndpoint[]> {
  const files = readdirSync(CONTRACT).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const found: NamedEndpoint[] = [];
  for (const file of files.toSorted()) {
    const exported: Record<string, unknown> = await import(join(CONTRACT, file));
    for (const [name, value] of Object.entries(exported)) {
      if (isEndpoint(value)) found.push({ name, capability: file.slice(0, -'.ts'.length), endpoint: value });
    }
  }
  // A module's exports come in no order that every runtime agrees on.
  return found.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ capability, endpoint }: NamedEndpoint): string {
  return `${capability} ${endpoint.path} ${endpoint.method}`;
}
