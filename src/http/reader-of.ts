import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '#contract/endpoint.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { admitCall } from './admit-call.ts';
import { agencyOf } from './agency-of.ts';
import { RefusedCall } from './refused-call.ts';

/** The agency of whoever asks for a file that this endpoint would let them read. Throws `RefusedCall` where it would not. */
export async function readerOf(
  server: FastifyInstance,
  { agencies }: { readonly agencies: Pick<AgencyDirectory, 'find'> },
  endpoint: Endpoint,
  call: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<Agency> {
  const admitted = await admitCall(endpoint, call, server.door);
  if (!admitted.ok) throw new RefusedCall(admitted.error);
  const agencyId = admitted.value?.agencyId;
  if (agencyId === undefined) throw new RefusedCall({ code: 'not-signed-in' });
  return agencyOf(agencies, agencyId);
}
