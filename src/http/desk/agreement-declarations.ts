import type { FastifyInstance } from 'fastify';
import { resumeAgreement, suspendAgreement } from '#contract/agreement.ts';
import * as contract from '#contract/agreement-endings.ts';
import type { Reply } from '#contract/endpoint.ts';
import type { AgreementNeeds } from '#app/agreement/agreement-needs.ts';
import { declareAgreementEvent, type Declaration } from '#app/agreement/declare-agreement-event.ts';
import type { Result } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import type { Refusal } from '../problems.ts';
import { signatoryOf, type SignedInCall } from './signatory-of.ts';

/** What one side declares about a signed agreement: suspend, resume, end it in one of three ways, and the answers to that. */
export function mountDeclarations(
  server: FastifyInstance,
  needs: AgreementNeeds & { readonly agencies: AgencyDirectory },
): void {
  const declare = async (
    call: SignedInCall & { readonly params: { readonly uid: string } },
    declaration: Declaration,
  ): Promise<Result<Reply<typeof suspendAgreement>, Refusal>> =>
    declareAgreementEvent(needs, await signatoryOf(needs, call), { uid: call.params.uid, declaration });

  mount(server, suspendAgreement, (call) =>
    declare(call, {
      kind: 'suspended',
      reason: plain(call.body.reason),
      ...(call.body.rules ? { rules: call.body.rules } : {}),
    }),
  );
  mount(server, resumeAgreement, (call) => declare(call, { kind: 'resumed' }));
  mount(server, contract.giveNotice, (call) => declare(call, { kind: 'notice' }));
  mount(server, contract.terminateAgreement, (call) => declare(call, { kind: 'terminated' }));
  mount(server, contract.terminateForCause, ({ body, ...call }) =>
    declare(call, { kind: 'terminated', cause: { clause: body.clause, words: plain(body.words) } }),
  );
  mount(server, contract.confirmCure, (call) => declare(call, { kind: 'cured' }));
  mount(server, contract.contestEnding, ({ body, ...call }) =>
    declare(call, { kind: 'contested', reason: plain(body.words) }),
  );
}

/** NUL is a character of JSON and of no text column. */
function plain(words: string): string {
  return words.replaceAll('\0', '');
}
