import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { Body, Endpoint, Reply } from '#contract/endpoint.ts';
import { unfinishedShape } from '#contract/unfinished-shape.ts';

/** Is this parsed JSON what the endpoint promises to answer? The browser's door: what passes is trusted inside. */
export function isReplyTo<E extends Endpoint>(endpoint: E, value: unknown): value is Reply<E> {
  return Check(endpoint.reply, value);
}

/** Would the endpoint accept this as its body? For what a browser kept and may be older than the contract. */
export function isBodyOf<E extends Endpoint & { readonly body: TSchema }>(
  endpoint: E,
  value: unknown,
): value is Body<E> {
  return Check(endpoint.body, value);
}

/** Is this the body of somebody who has only begun to write it? What it holds may be empty or unfit, but is of its kind. */
export function isUnfinishedBodyOf<E extends Endpoint & { readonly body: TSchema }>(
  endpoint: E,
  value: unknown,
): value is Body<E> {
  return Check(unfinishedShape(endpoint.body), value);
}

/** The first place where a reply breaks its promise, as a JSON pointer and a reason; empty when it keeps it. */
export function brokenPromise(endpoint: Endpoint, value: unknown): string {
  const [first] = Errors(endpoint.reply, value);
  return first ? `${first.instancePath || '/'}: ${first.message}` : '';
}
