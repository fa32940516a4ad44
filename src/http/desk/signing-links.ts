import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/signing.ts';
import {
  listSigningLinks,
  revokeSigningLink,
  sendSigningLink,
  type SendLinkNeeds,
} from '#app/agreement/send-signing-link.ts';
import { judgeLink, type SigningLink } from '#domain/agreement/signing/signing-link.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { mount } from '../mount.ts';
import { signatoryOf } from './signatory-of.ts';

/** Links by which somebody without an account signs or approves: made, listed, taken back. */
export function mountSigningLinks(
  server: FastifyInstance,
  needs: SendLinkNeeds & { readonly agencies: AgencyDirectory },
): void {
  mount(server, contract.listSigningLinks, async ({ agencyId, params, at }) => {
    const links = await listSigningLinks(needs, agencyId, params.uid);
    return accept({ links: links.map((link) => linkShape(link, at)) });
  });

  mount(server, contract.sendSigningLink, async (call) => {
    const sent = await sendSigningLink(needs, await signatoryOf(needs, call), {
      ...call.params,
      ...call.body,
    });
    return sent.ok ? accept({ ...sent.value, link: linkShape(sent.value.link, call.at) }) : sent;
  });

  mount(server, contract.revokeSigningLink, async (call) =>
    revokeSigningLink(needs, await signatoryOf(needs, call), call.params),
  );
}

function linkShape(link: SigningLink, at: Instant) {
  const { id, role, invitee, digest, sentAt, expiresAt, ended } = link;
  const open = judgeLink(link, at);
  return {
    id,
    role,
    invitee,
    digest,
    sentAt,
    expiresAt,
    state: open.ok ? ('open' as const) : open.error.how,
    ...(ended ? { endedAt: ended.at } : {}),
    ...(ended?.name === undefined ? {} : { name: ended.name }),
    ...(ended?.reason === undefined ? {} : { reason: ended.reason }),
  };
}
