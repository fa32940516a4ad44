import { directionOf, type Near } from '#domain/search/near.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isJsonObject, type Json } from '#kernel/json.ts';
import type { Embedder, EmbedRefusal } from '#ports/embedder.ts';
import type { GuardedFetch } from '#ports/fetch.ts';

/** Where a service is, as the operator has set it. `url` ends in `/v1/embeddings` with most. */
export type EmbeddingService = { readonly url: string; readonly model: string; readonly key?: string };

const MOST_BYTES = 16_777_216;
const MOST_DIMENSIONS = 4096;

/**
 * Speaks `POST /v1/embeddings`, as llama.cpp, Ollama, vLLM and text-embeddings-inference answer it. What comes back is
 * believed only if it is one vector of finite numbers for each text, all of one size.
 */
export function httpEmbedder(
  { url, model, key }: EmbeddingService,
  { fetch, allowHosts }: { readonly fetch: GuardedFetch; readonly allowHosts: readonly string[] },
): Embedder {
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  return {
    model,
    isInHouse: allowHosts.includes(new URL(url).host.toLowerCase()),
    async embed(texts, withinMs) {
      const body = JSON.stringify({ model, input: texts, encoding_format: 'float' });
      const limits = { firstByteMs: withinMs, totalMs: withinMs, maxBytes: MOST_BYTES, maxRedirects: 0 };
      const heard = await fetch({ method: 'POST', url, headers, body, limits, policy: { allowHosts } });
      if (!heard.ok) return failed(`${heard.error.code}: ${heard.error.detail}`);
      if (heard.value.status !== 200) return failed(`HTTP ${heard.value.status}`);
      return vectorsIn(heard.value.body, { model, count: texts.length });
    },
  };
}

function vectorsIn(
  body: Uint8Array,
  { model, count }: { readonly model: string; readonly count: number },
): Result<readonly Near[], EmbedRefusal> {
  const json = jsonOf(body);
  const data = isJsonObject(json) && Array.isArray(json['data']) ? json['data'] : [];
  if (data.length !== count) return failed(`${data.length} vectors for ${count} texts`);
  const vectors = new Map<number, readonly number[]>();
  for (const [at, one] of data.entries()) {
    const place = isJsonObject(one) && typeof one['index'] === 'number' ? one['index'] : at;
    const vector = isJsonObject(one) ? vectorOf(one['embedding']) : undefined;
    if (!vector) return failed('what came is no vector');
    vectors.set(place, vector);
  }
  const sizes = new Set([...vectors.values()].map(({ length }) => length));
  const ordered = Array.from({ length: count }, (_one, at) => vectors.get(at));
  if (sizes.size > 1 || ordered.includes(undefined)) return failed('the vectors do not belong together');
  return accept(ordered.map((vector = []) => ({ model, vector })));
}

function vectorOf(value: Json | undefined): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length > MOST_DIMENSIONS) return undefined;
  const numbers = value.filter((one) => typeof one === 'number');
  return numbers.length === value.length ? directionOf(numbers) : undefined;
}

function jsonOf(body: Uint8Array): Json {
  try {
    const value: Json = JSON.parse(new TextDecoder().decode(body));
    return value;
  } catch {
    return null; // no JSON: there is no vector in it
  }
}

function failed(detail: string): Result<never, EmbedRefusal> {
  return refuse({ code: 'service-failed', detail });
}
