import type { JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { GuardedFetch } from '#ports/fetch.ts';
import type { ServiceRefusal } from '#ports/service-refusal.ts';
import { objectIn } from '../destinations/speak.ts';

export type ServiceWorld = { readonly fetch: GuardedFetch; readonly allowHosts: readonly string[] };

export type Service = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBytes: number;
};

/** So a service says that it does not take what it was sent. */
const REFUSING: readonly number[] = [400, 413, 422];

/** One service that is asked in JSON, through the guard; what it answers is an empty object where it is none. */
export function jsonService({ url, headers, maxBytes }: Service, { fetch, allowHosts }: ServiceWorld) {
  const request = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
  } as const;
  return {
    isInHouse: allowHosts.includes(new URL(url).host.toLowerCase()),
    async post(asked: JsonObject, withinMs: number): Promise<Result<JsonObject, ServiceRefusal>> {
      const limits = { firstByteMs: withinMs, totalMs: withinMs, maxBytes, maxRedirects: 0 };
      const body = JSON.stringify(asked);
      const heard = await fetch({ ...request, body, limits, policy: { allowHosts } });
      if (!heard.ok) return failed(`${heard.error.code}: ${heard.error.detail}`);
      const { status } = heard.value;
      if (REFUSING.includes(status)) return textsRefused(`HTTP ${status}`);
      if (status !== 200) return failed(`HTTP ${status}`);
      return accept(objectIn({ status, text: new TextDecoder().decode(heard.value.body) }));
    },
  };
}

export function failed(detail: string): Result<never, ServiceRefusal> {
  return refuse({ code: 'service-failed', detail });
}

export function textsRefused(detail: string): Result<never, ServiceRefusal> {
  return refuse({ code: 'texts-refused', detail });
}
