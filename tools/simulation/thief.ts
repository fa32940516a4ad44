import { partnerNode } from '#partners/partner-node.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { nodeHash } from '#engines/world.ts';
import { sealOf } from './keys.ts';
import type { Town } from './town.ts';
import type { World } from './world.ts';

/** Somebody asks for an agency's channel under a request key that was stolen, and that the other side knows to be revoked. */
export function useStolenKey({ random, network }: World, { newsrooms }: Town): void {
  const known = newsrooms.flatMap(({ node, agency }) =>
    node.database
      .rowsOf(agency.id)
      .partners.all()
      .flatMap(({ did, keys }) => keys.map((key) => ({ node, agency, did, key })))
      .filter(({ key }) => key.role === 'http' && key.revokedBy !== undefined),
  );
  const stolen = random.pick(known);
  if (!stolen) return;
  const { node, agency, did, key } = stolen;
  const signer = node.keySafe.open(key.kid, sealOf(key.kid));
  const thief = partnerNode({
    fetch: network.fetchFor('thief'),
    allowHosts: [],
    requestSigner: () => signer,
    clock: { now: () => node.now() },
    chance: { bytes: random.bytes },
    hash: nodeHash,
  });
  const ch = channelIdOf(agency.did, did, nodeHash.sha256);
  const to = { agencyId: 'thief', partnerDid: agency.did, baseUrl: node.origin };
  void thief.entries(to, { ch, epoch: 1, after: 0, limit: 500, waitSeconds: 0 });
}
