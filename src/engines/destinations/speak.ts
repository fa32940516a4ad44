import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { DeliveryAnswer, Remote, TrialStep } from '#ports/destination.ts';
import type { FetchRequest, GuardedFetch } from '#ports/fetch.ts';

export type DestinationWorld = {
  readonly fetch: GuardedFetch;
  /** Exact hosts of our own network, from the configuration. */
  readonly allowHosts: readonly string[];
};

/** What came back. `status` 0: nothing did, and `text` says why. */
export type Heard = { readonly status: number; readonly text: string };

const LIMITS = { firstByteMs: 25_000, totalMs: 60_000, maxBytes: 2_097_152, maxRedirects: 0 } as const;

/** One request to another system, through the guard; a redirect is an answer, since a signature or password goes nowhere else. */
export async function speak(
  { fetch, allowHosts }: DestinationWorld,
  request: Pick<FetchRequest, 'method' | 'url' | 'headers' | 'body'>,
): Promise<Heard> {
  const heard = await fetch({ ...request, limits: LIMITS, policy: { allowHosts } });
  if (!heard.ok) return { status: 0, text: `${heard.error.code}: ${heard.error.detail}` };
  return { status: heard.value.status, text: new TextDecoder().decode(heard.value.body) };
}

export function isGood({ status }: Heard): boolean {
  return status >= 200 && status < 300;
}

/** It is not there, or no longer. */
export function isGone({ status }: Heard): boolean {
  return status === 404 || status === 410;
}

export function jsonIn({ text }: Heard): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return null; // no JSON: the caller finds nothing in it and shows the text
  }
}

export function objectIn(heard: Heard): JsonObject {
  const json = jsonIn(heard);
  return isJsonObject(json) ? json : {};
}

/** An answer as it was given; one that says nothing is shown by its number. */
export function answered(heard: Heard, outcome: DeliveryAnswer['outcome'], remote?: Remote): DeliveryAnswer {
  return {
    outcome,
    ...said(heard),
    ...(remote === undefined ? {} : { remote }),
  };
}

export const STOPPED: DeliveryAnswer = {
  outcome: 'stopped',
  answer: 'Nothing more was sent: the story is not to be there any more.',
};

function said({ status, text }: Heard): Pick<DeliveryAnswer, 'status' | 'answer'> {
  const answer = text.trim() === '' ? `HTTP ${status}, without a word` : text;
  return { ...(status === 0 ? {} : { status }), answer };
}

export function step(name: TrialStep['name'], heard: Heard, isDone = isGood(heard)): TrialStep {
  return { name, isDone, ...said(heard) };
}
