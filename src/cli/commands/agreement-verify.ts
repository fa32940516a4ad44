import { verifySignedAgreement, type JudgedAgreement } from '#app/agreement/verify-signed-agreement.ts';
import { checkKeys } from '#app/newsroom/check-keys.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { parseKeyDocument } from '#formats/discovery/parse-key-document.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { languageOf, NODE_OPTIONS } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { pairs } from '../columns.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { readJsonFile } from '../read-json-file.ts';
import { inputInvalid, type Answer, type Refusal } from '../said.ts';

/** Judges an exported agreement by keys that one already has, each signature by itself. */
export const verifyCommand: CommandPlan<CliNeeds> = {
  name: 'agreement verify <file>',
  about: 'Check an exported agreement: by the keys pinned here, or by did.json files and without a node',
  options: [
    {
      flags: '--did-document <file...>',
      about: 'did.json of each party, as fetched from its node; opens no node',
    },
    ...NODE_OPTIONS,
  ],
  async run(needs, given) {
    const jws = await readJsonFile('file', given.demand('file'));
    if (!jws.ok) return jws;
    const keys = await keysFrom(needs, given);
    if (!keys.ok) return keys;
    const judged = verifySignedAgreement(jws.value, keys.value, needs);
    if (!judged.ok) {
      const { because, at } = judged.error;
      const facts = { why: because, ...(at === undefined ? {} : { at }) };
      return refuse({ code: 'agreement-signature-invalid' as const, ...facts });
    }
    return say(judged.value, languageOf(given));
  },
};

function say(judged: JudgedAgreement, language: 'vi' | 'zh-Hans' | 'en'): Answer {
  const { agreement, digest, signatures, isSignedByBoth } = judged;
  const refusal = {
    code: 'agreement-signature-invalid',
    why: 'not-signed-by-both',
    digest,
    signatures,
  } as const;
  if (!isSignedByBoth) return refuse(refusal);
  const said = sayAgreement(agreement);
  return accept({
    json: { uid: agreement.uid, digest, isSignedByBoth, signatures, title: said.title },
    lines: [
      said.title[language],
      '',
      ...pairs([
        ['uid', agreement.uid],
        ['digest', digest],
        ...signatures.map(({ by, kid, verdict }) => ['signature', `${verdict}: ${by} with ${kid}`] as const),
      ]),
      '',
      'Both parties signed exactly this text.',
    ],
  });
}

async function keysFrom(needs: CliNeeds, given: Given): Promise<Result<readonly PartnerKey[], Refusal>> {
  const files = given.texts('didDocument');
  return files.length > 0 ? keysInFiles(needs, files) : keysPinnedHere(needs, given);
}

async function keysInFiles(
  needs: CliNeeds,
  files: readonly string[],
): Promise<Result<readonly PartnerKey[], Refusal>> {
  const keys: PartnerKey[] = [];
  for (const file of files) {
    const json = await readJsonFile('--did-document', file);
    if (!json.ok) return json;
    const told = parseKeyDocument(json.value);
    if (!told.ok)
      return inputInvalid('--did-document', `${file} is no did.json, see ${told.error.at || '/'}`);
    const checked = checkKeys(needs, told.value.keys);
    if (!checked.ok) return checked;
    keys.push(...checked.value);
  }
  return accept(keys);
}

/** The keys that people here have compared, and our own. */
async function keysPinnedHere(
  needs: CliNeeds,
  given: Given,
): Promise<Result<readonly PartnerKey[], Refusal>> {
  const opened = await needs.openNode(given.text('data'));
  if (!opened.ok) return opened;
  const node = opened.value;
  try {
    const keys: PartnerKey[] = [];
    for (const { id } of await node.agencies.list()) {
      const partners = await node.partnerReads.list(id);
      const pinned = partners.filter(({ state }) => state === 'pinned');
      keys.push(...node.keysOf(id), ...pinned.flatMap((one) => one.keys));
    }
    return accept(keys);
  } finally {
    await node.close();
  }
}
