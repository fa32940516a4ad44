import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { demand, type Check, type Run } from '../check.ts';
import { told } from '../told.ts';
import { callUnsigned } from '../tested-node.ts';

const LANGUAGES = ['vi', 'zh-Hans', 'en'];
const OWNERSHIPS = ['state', 'government-office', 'public-service', 'party', 'private', 'independent'];

export const DISCOVERY: readonly Check[] = [
  {
    id: 'discovery.card',
    section: 'Discovery',
    says: 'the node says who it is and where its base lies',
    async run(run) {
      const card = await documentAt(run, '/.well-known/pactwire');
      const { protocol, versions, base, agencies, limits } = card;
      const presented = objectsIn(agencies);
      run.node = { ...run.node, did: chooseAgency(run, presented) };
      run.server.nodeDid = run.node.did;
      demand(protocol === 'pactwire-exchange', `protocol is ${told(protocol)}`);
      demand(Array.isArray(versions) && versions.includes(1), `versions are ${told(versions)}`);
      demand(base === `${run.origin}/pxp/v1`, `base is ${told(base)}`);
      demand(isJsonObject(limits), 'no limits');
      for (const name of [
        'maxEntryBytes',
        'maxPageEntries',
        'maxPageBytes',
        'maxWaitSeconds',
        'clockToleranceSeconds',
      ])
        demand(Number.isSafeInteger(limits[name]), `limits.${name} is ${told(limits[name])}`);
      for (const agency of presented) demandAgency(agency);
      return `${presented.length} agency at ${base}`;
    },
  },
  {
    id: 'discovery.keys',
    section: 'Discovery',
    says: 'did.json names Ed25519 keys, each for entries or for requests and never for both',
    async run(run) {
      const { signs, calls } = await keysOf(run);
      run.node = { ...run.node, signs, calls };
      return `${signs.size} for entries, ${calls.size} for requests`;
    },
  },
];

/** Which agency is tested: the one named, else the first of the card. */
function chooseAgency({ wanted }: Run, presented: readonly JsonObject[]): string {
  const dids = presented.map(({ did }) => did);
  const did = wanted ?? dids[0];
  demand(typeof did === 'string', 'no agency');
  demand(dids.includes(did), `${did} is no agency of this node`);
  return did;
}

/** The keys of the tested agency, by what they are for. */
export async function keysOf(run: Run): Promise<Omit<Run['node'], 'did'>> {
  const { did } = run.node;
  const document = await documentAt(run, documentPath(did));
  demand(document['id'] === did, `the document is of ${told(document['id'])}`);
  const asserting = textsIn(document['assertionMethod']);
  const authenticating = textsIn(document['authentication']);
  const signs = new Map<string, string>();
  const calls = new Map<string, string>();
  for (const method of objectsIn(document['verificationMethod'])) {
    const { id, controller, publicKeyJwk } = method;
    demand(typeof id === 'string' && id.startsWith(`${did}#`), `a key is called ${told(id)}`);
    demand(controller === did, `${id} is controlled by ${told(controller)}`);
    const x = rawKey(publicKeyJwk);
    demand(!(asserting.includes(id) && authenticating.includes(id)), `${id} is for entries and for requests`);
    // An old key stays listed, so that what it signed verifies for ever.
    if (asserting.includes(id) || method['revoked'] !== undefined) signs.set(id, x);
    if (authenticating.includes(id)) calls.set(id, x);
  }
  demand(signs.size > 0 && calls.size > 0, 'a key for entries or one for requests is missing');
  return { signs, calls };
}

/** did:web of a root or of `/agencies/<slug>`. */
function documentPath(did: string): string {
  const slug = /:agencies:([a-z0-9-]+)$/.exec(did)?.[1];
  return slug === undefined ? '/.well-known/did.json' : `/agencies/${slug}/did.json`;
}

function demandAgency({ did, name, ownership, languages }: JsonObject): void {
  demand(typeof did === 'string' && did.startsWith('did:web:'), `did is ${told(did)}`);
  demand(
    isJsonObject(name) && LANGUAGES.every((language) => typeof name[language] === 'string'),
    `${did} has no name in ${LANGUAGES.join(', ')}`,
  );
  demand(
    typeof ownership === 'string' && OWNERSHIPS.includes(ownership),
    `${did}: ownership is ${told(ownership)}`,
  );
  demand(textsIn(languages).length > 0, `${did} has no languages`);
}

async function documentAt({ origin }: Run, path: string): Promise<JsonObject> {
  const { status, json } = await callUnsigned(origin, { path });
  demand(status === 200, `${path} answered ${status}`);
  demand(Object.keys(json).length > 0, `${path} is no JSON object`);
  return json;
}

function rawKey(jwk: Json | undefined): string {
  demand(isJsonObject(jwk) && !('d' in jwk), 'a key without its public JWK, or with its private half');
  const { kty, crv, x } = jwk;
  demand(kty === 'OKP' && crv === 'Ed25519', `a key of ${told(kty)} ${told(crv)}`);
  demand(typeof x === 'string' && /^[A-Za-z0-9_-]{43}$/.test(x), 'a key that is not 32 bytes');
  return x;
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
