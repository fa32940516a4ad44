import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/register.ts';
import { ARRIVAL_NAMES, REFUSED_ARRIVALS } from '#contract/refused-arrivals.ts';
import type { ProblemWords } from '#contract/problem.ts';
import { listRefused, type RefusedArrival } from '#app/agreement/list-refused.ts';
import type { ReceiveRefusal } from '#app/agreement/note-refused.ts';
import {
  compareAgreements,
  showRegister,
  type RegisterLine,
  type RegisterNeeds,
} from '#app/agreement/show-register.ts';
import { lifeMarks } from '#domain/agreement/life-marks.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { lineShape } from './agreement-shape.ts';
import { commitmentShape } from './commitment.ts';
import { endingShape } from './endings-shape.ts';
import { redlinedShape } from './talks-shape.ts';

export type RegisterDeskNeeds = RegisterNeeds &
  Parameters<typeof listRefused>[0] & { readonly agencies: AgencyDirectory };

/** All agreements at a glance, and two of them side by side. */
export function mountRegister(server: FastifyInstance, needs: RegisterDeskNeeds): void {
  mount(server, contract.readRegister, async ({ agencyId, query, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const words = query.words?.trim() ?? '';
    const sought = words === '' ? undefined : { words, language: query.language ?? 'en' };
    const lines = await showRegister(needs, { agency, at }, sought);
    return accept({ agreements: lines.map(registerShape) });
  });

  mount(server, contract.listRefusedArrivals, async ({ agencyId }) =>
    accept({ refused: (await listRefused(needs, agencyId)).map(refusedShape) }),
  );

  mount(server, contract.compareAgreements, async ({ agencyId, query, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const compared = await compareAgreements(needs, { agency, at }, [query.one, query.other]);
    if (!compared.ok) return compared;
    const { one, other, clauses } = compared.value;
    return accept({
      one: lineShape(one),
      other: lineShape(other),
      clauses: clauses.map((clause) => redlinedShape(clause)),
    });
  });
}

/** A cause without words does not compile. */
const WORDS: Readonly<Record<ReceiveRefusal['code'], ProblemWords>> = REFUSED_ARRIVALS;

function refusedShape({ at, partner, type, code, because }: RefusedArrival) {
  const { title, next } =
    new Map<string, ProblemWords>(Object.entries(WORDS)).get(code) ?? WORDS['agreement-entry-invalid'];
  return {
    at,
    partner: { did: partner.did, name: { ...partner.name } },
    came: { ...(ARRIVAL_NAMES[type] ?? { vi: type, 'zh-Hans': type, en: type }) },
    code,
    why: { ...title },
    next: { ...next },
    ...(because === undefined ? {} : { because }),
  };
}

function registerShape({ view, quotas, owed, promises, found }: RegisterLine) {
  const { endsAt, tailUntil, awaits } = endingShape(view.endings.standing, view.parties);
  return {
    ...lineShape(view),
    ending: {
      ...(endsAt === undefined ? {} : { endsAt }),
      ...(tailUntil === undefined ? {} : { tailUntil }),
      awaits,
    },
    marks: lifeMarks(view.record, endsAt).map((mark) => ({ ...mark })),
    quotas: quotas.map(({ clause, limit, used, left, until }) => ({
      clause: clause.number,
      limit,
      used,
      left,
      until,
    })),
    owed: { byUs: { ...owed.byUs }, byThem: { ...owed.byThem } },
    promises: promises.map((line) => commitmentShape(line, view.parties)),
    found: found.map(({ number, sentence }) => ({ number, sentence: { ...sentence } })),
  };
}
