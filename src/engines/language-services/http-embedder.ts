import { directionOf, type Near } from '#domain/search/near.ts';
import { accept, type Result } from '#kernel/result.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Embedder } from '#ports/embedder.ts';
import type { ServiceRefusal } from '#ports/service-refusal.ts';
import { jsonService, failed, textsRefused, type ServiceWorld } from './post-json.ts';

/** Where a service is, as the operator has set it. `url` ends in `/v1/embeddings` with most. */
export type EmbeddingService = { readonly url: string; readonly model: string; readonly key?: string };

const MOST_BYTES = 16_777_216;
const MOST_DIMENSIONS = 4096;

/**
 * Speaks `POST /v1/embeddings`, as llama.cpp, Ollama, vLLM and text-embeddings-inference answer it. What comes back is
 * believed only if it is one vector of finite numbers for each text, all of one size.
 */
export function httpEmbedder({ url, model, key }: EmbeddingService, world: ServiceWorld): Embedder {
  const headers: Readonly<Record<string, string>> =
    key === undefined ? {} : { authorization: `Bearer ${key}` };
  const service = jsonService({ url, headers, maxBytes: MOST_BYTES }, world);
  return {
    model,
    isInHouse: service.isInHouse,
    async embed(texts, withinMs) {
      const heard = await service.post({ model, input: texts, encoding_format: 'float' }, withinMs);
      return heard.ok ? vectorsIn(heard.value, { model, count: texts.length }) : heard;
    },
  };
}

function vectorsIn(
  { data }: JsonObject,
  { model, count }: { readonly model: string; readonly count: number },
): Result<readonly Near[], ServiceRefusal> {
  if (!Array.isArray(data)) return failed('no vectors came');
  if (data.length !== count) return textsRefused(`${data.length} vectors for ${count} texts`);
  const vectors = new Map<number, readonly number[]>();
  for (const [at, one] of data.entries()) {
    const place = isJsonObject(one) && typeof one['index'] === 'number' ? one['index'] : at;
    const vector = isJsonObject(one) ? vectorOf(one['embedding']) : undefined;
    if (!vector) return textsRefused('what came is no vector');
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
