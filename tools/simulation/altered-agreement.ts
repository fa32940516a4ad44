import type { Agreement } from '#domain/agreement/agreement.ts';
import { readAgreementText } from '#app/agreement/verify-signed-agreement.ts';
import type { Caller } from '#app/channel/serve-channel.ts';
import { nodeHash } from '#engines/world.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';
import { signSeparately } from '#formats/envelope/general-jws.ts';
import { printAgreement } from '#formats/odrl/print-agreement.ts';
import { parseDuration, type Duration } from '#kernel/duration.ts';
import type { Digest } from '#kernel/digest.ts';
import type { FiledAgreement } from '#ports/agreement-store.ts';
import { forge, type End, type Forged, type Liar, type Signing } from './told-lies.ts';

type Filed = Omit<FiledAgreement, 'events'>;

/** What the liar makes of an agreement that both have signed. */
type Altered = {
  readonly uid: string;
  readonly digest: Digest;
  readonly text: string;
  /** What it answers; none: it says that it is what was signed. */
  readonly base?: Digest;
};

const FRESH: Duration = parseDuration('P7D') ?? missing();

/**
 * An agreement changed after it was signed: other clauses under the name and version that both signed, or an amendment that only
 * the liar signed; and then, as if the caller had signed that too, the caller's old signature, or the liar's under its name.
 */
export function alteredAgreement(liar: Liar, caller: Caller, end: End): readonly string[] {
  const { slyness: random } = liar.world;
  const rows = liar.node?.database.rowsOf(caller.agency.id);
  const filed = random.pick((rows?.agreements.all() ?? []).filter((one) => isBetween(one, caller)));
  const read = filed && readAgreementText(filed.canonical);
  if (!filed || !read?.ok) return [];
  const altered = alter(read.value.agreement, filed, random.chance(0.6));
  liar.objects.set(altered.digest, altered.text);
  const signing: Signing = { role: 'sign', typ: 'pactwire-entry+jws', random };
  const laid = lay(liar, caller, end, { altered, signing });
  if (random.chance(0.5)) return [laid.jws];
  return [laid.jws, countersign(liar, caller, laid.end, { altered, filed, signing }).jws];
}

function isBetween({ signatures }: Filed, { agency, partnerDid }: Caller): boolean {
  return [agency.did, partnerDid].every((did) => signatures.some(({ by }) => by === did));
}

function alter(agreement: Agreement, filed: Filed, isAmended: boolean): Altered {
  const { agreementVersion, title } = agreement;
  const place = isAmended ? { agreementVersion: agreementVersion + 1, supersedes: filed.digest } : {};
  const other = { ...agreement, freshness: FRESH, title: { ...title, en: 'As I like it' }, ...place };
  const text = canonicalJson(printAgreement(other));
  const digest = nodeHash.sha256(new TextEncoder().encode(text));
  return { uid: filed.uid, digest, text, ...(isAmended ? { base: filed.digest } : {}) };
}

type Telling = { readonly altered: Altered; readonly signing: Signing };

function lay(liar: Liar, caller: Caller, end: End, { altered, signing }: Telling): Forged {
  const { uid, digest, text, base } = altered;
  const said = {
    type: base === undefined ? 'agreement.proposed' : 'agreement.amended',
    subj: uid,
    agr: [digest],
    obj: { digest, size: Buffer.byteLength(text), mediaType: 'application/json' },
    data: { digest, ...(base === undefined ? {} : { base }), ...signed(liar, caller, text) },
  } as const;
  return forge(liar, caller, end, { ...signing, said });
}

/** In the name of the caller: what it signed was another text, or it did not sign. */
function countersign(
  liar: Liar,
  caller: Caller,
  end: End,
  { altered: { uid, digest, text }, filed, signing }: Telling & { readonly filed: Filed },
): Forged {
  const theirs = filed.proofs.find(({ by }) => by === caller.partnerDid);
  const old = theirs && { protected: theirs.protected, signature: theirs.signature };
  const signature = signing.random.chance(0.5) ? old : signed(liar, caller, text, theirs?.kid);
  const data = { digest, ...signature };
  const said = { type: 'agreement.accepted', subj: uid, agr: [digest], data } as const;
  return forge(liar, caller, end, { ...signing, said });
}

function signed({ node }: Liar, { agency }: Caller, text: string, inNameOf?: string) {
  const { signer } = node?.keysOf(agency.id).sign ?? missing();
  const header = { kid: inNameOf ?? signer.kid, typ: 'pactwire-agreement+jws' } as const;
  return signSeparately(header, new TextEncoder().encode(text), signer.sign);
}

function missing(): never {
  throw new Error('a liar that answers is there');
}
