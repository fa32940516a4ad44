import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/register.ts';
import {
  compareAgreements,
  showRegister,
  type RegisterLine,
  type RegisterNeeds,
} from '#app/agreement/show-register.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { lineShape } from './agreement-shape.ts';
import { endingShape } from './endings-shape.ts';
import { redlinedShape } from './talks-shape.ts';

export type RegisterDeskNeeds = RegisterNeeds & { readonly agencies: AgencyDirectory };

/** All agreements at a glance, and two of them side by side. */
export function mountRegister(server: FastifyInstance, needs: RegisterDeskNeeds): void {
  mount(server, contract.readRegister, async ({ agencyId, query, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const words = query.words?.trim() ?? '';
    const sought = words === '' ? undefined : { words, language: query.language ?? 'en' };
    const lines = await showRegister(needs, { agency, at }, sought);
    return accept({ agreements: lines.map(registerShape) });
  });

  mount(server, contract.compareAgreements, async ({ agencyId, query, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const compared = await compareAgreements(needs, { agency, at }, [query.one, query.other]);
    if (!compared.ok) return compared;
    const { one, other, clauses } = compared.value;
    return accept({ one: lineShape(one), other: lineShape(other), clauses: clauses.map(redlinedShape) });
  });
}

function registerShape({ view, quotas, owed, found }: RegisterLine) {
  const { endsAt, tailUntil, awaits } = endingShape(view.endings.standing, view.parties);
  return {
    ...lineShape(view),
    ending: {
      ...(endsAt === undefined ? {} : { endsAt }),
      ...(tailUntil === undefined ? {} : { tailUntil }),
      awaits,
    },
    quotas: quotas.map(({ clause, limit, used, left, until }) => ({
      clause: clause.number,
      limit,
      used,
      left,
      until,
    })),
    owed: { byUs: { ...owed.byUs }, byThem: { ...owed.byThem } },
    found: found.map(({ number, sentence }) => ({ number, sentence: { ...sentence } })),
  };
}
