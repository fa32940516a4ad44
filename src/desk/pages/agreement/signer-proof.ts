import { startAuthentication } from '@simplewebauthn/browser';
import type { Body, Reply } from '#contract/endpoint.ts';
import { beginSigning, type approveAgreement } from '#contract/signing.ts';
import { call } from '../../call.ts';
import type { Refusal } from '../../refusal.ts';
import { isRequestOptions } from '../session/ceremony.ts';

type Proof = Body<typeof approveAgreement>['proof'];

/** What the person has typed so far, for who has no passkey. */
export type TypedProof = { readonly password: string; readonly code: string };

export type GatheredProof =
  | { readonly state: 'given'; readonly proof: Proof }
  /** Password and code have to be typed first. */
  | { readonly state: 'type' }
  /** The person closed the browser's dialog. */
  | { readonly state: 'stopped' }
  | { readonly state: 'refused'; readonly fault: Refusal };

/** Asks the person for the strongest proof that they have, for one act under one exact text. */
export async function gatherProof(
  uid: string,
  act: Body<typeof beginSigning>,
  typed: TypedProof | undefined,
): Promise<GatheredProof> {
  const begun = await call(beginSigning, { params: { uid }, body: act });
  if (!begun.ok) return { state: 'refused', fault: begun.error };
  const { method } = begun.value;
  if (method === 'demo-seat') return { state: 'given', proof: undefined };
  if (method === 'password-and-code') return typed ? { state: 'given', proof: typed } : { state: 'type' };
  return withPasskey(begun.value);
}

async function withPasskey({ options, ceremony }: Reply<typeof beginSigning>): Promise<GatheredProof> {
  if (!isRequestOptions(options) || ceremony === undefined) return { state: 'stopped' };
  const response = await startAuthentication({ optionsJSON: options }).catch(() => undefined);
  return response ? { state: 'given', proof: { ceremony, response } } : { state: 'stopped' };
}
