import { lostKeys } from '#app/channel/own-keys.ts';
import type { SeenLink } from '#app/channel/see-links.ts';
import type { Check } from '#cli/cli-node.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { Instant } from '#kernel/instant.ts';
import type { NodeTools } from './node-tools.ts';

/** Keys are opened when the node is; that they sign and fit what is published is tried here. */
export function ownKeys(tools: NodeTools, agency: Agency): Check {
  const name = `keys of ${agency.slug}`;
  const message = new TextEncoder().encode('pactwire doctor');
  const published = tools.keysOf(agency.id);
  const fits = [tools.entrySigner(agency.id), tools.requestSigner(agency.id)].every(({ kid, sign }) => {
    const key = published.find((one) => one.kid === kid);
    return key !== undefined && tools.verify(key, message, sign(message));
  });
  return fits
    ? { name, state: 'well', found: `${published.length} keys open; signatures hold` }
    : {
        name,
        state: 'ill',
        found: 'a key does not fit what is published',
        advice: 'Restore secrets.json and the database from the same backup.',
      };
}

/** Whether its file is still there no node can see. */
export function recoveryKey(tools: NodeTools, agency: Agency): Check {
  const name = `recovery key of ${agency.slug}`;
  const key = tools.keysOf(agency.id).find(({ role }) => role === 'recovery');
  if (!key)
    return {
      name,
      state: 'warning',
      found: 'none: nobody could speak for a key that is stolen or lost',
      advice: 'pactwire key recovery --out FILE',
    };
  return {
    name,
    state: 'well',
    found: `${key.kid}, ${key.thumbprint}; that its file is still in two places only you can see. Lost, it has no successor`,
  };
}

/** A channel that nobody here can sign: its reader believes a key that went with the database, and its file is not here. */
export function keylessChannel(tools: NodeTools, { did }: SeenLink, agency: Agency, lostKey: string): Check {
  const hasRecovery = tools.keysOf(agency.id).some(({ role }) => role === 'recovery');
  return {
    name: `channel to ${did}`,
    state: 'ill',
    found: `${lostKey}, which this partner believes, is neither in the restored database nor in kept-keys`,
    advice: hasRecovery
      ? `Put its file back into kept-keys before anything else is restored, or: pactwire key revoke ${lostKey} --recovery FILE`
      : 'Look for its file in a backup of kept-keys. Without it, and without a recovery key, nobody can speak for this agency to this partner: found it anew under another name, and have the partner compare and pin that.',
  };
}

/** Request keys that a partner believes and that are not here; as long as the signing key is, they are changed like any other. */
export async function lostRequestKeys(
  tools: NodeTools,
  agency: Agency,
  at: Instant,
): Promise<readonly Check[]> {
  const lost = await tools.transact(agency.id, (stores) => lostKeys(stores, tools, { agency, at }));
  const kids = new Set(lost.filter((key) => key.role === 'http' && isCurrent(key)).map(({ kid }) => kid));
  return [...kids].map((kid) => ({
    name: `keys of ${agency.slug}`,
    state: 'ill',
    found: `${kid}, which a partner believes, is neither in the restored database nor in kept-keys`,
    advice: 'pactwire key rotate --role http',
  }));
}
