import { readFile } from 'node:fs/promises';
import { verifyEvidenceFile, type VerifiedFile } from '#app/agreement/verify-evidence-file.ts';
import { checkKeys } from '#app/newsroom/check-keys.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { fingerprintWords } from '#domain/newsroom/fingerprint/fingerprint-words.ts';
import { parseKeyDocument } from '#formats/discovery/parse-key-document.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { languageOf } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { pairs } from '../columns.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { readJsonFile } from '../read-named-file.ts';
import { inputInvalid, type Answer, type Refusal } from '../said.ts';

/** Verifies evidence on any computer: the file, the keys that one has, and nothing else. */
export const verifyCommand: CommandPlan<CliNeeds> = {
  name: 'verify <file>',
  about: 'Check evidence (PDF or JSON) or an exported agreement, without a node and without a network',
  options: [
    {
      flags: '--did-document <file...>',
      about: 'did.json of a party, whose keys you then trust; needed for an agreement exported alone',
    },
    { flags: '--paper <file>', about: 'the paper text that goes with it: is it the one that was signed?' },
    { flags: '--data <folder>', about: 'trust the keys that people of this node have compared' },
  ],
  async run(needs, given) {
    const name = given.demand('file');
    const bytes = await readFile(name).catch(() => undefined);
    if (!bytes) return inputInvalid('file', `${name} cannot be read`);
    const keys = await trustedKeys(needs, given);
    if (!keys.ok) return keys;
    const verified = await verifyEvidenceFile(new Uint8Array(bytes), keys.value, needs);
    if (!verified.ok) return verified;
    const paper = await checkedPaper(needs, given, verified.value.agreement);
    return paper.ok ? say(verified.value, languageOf(given), paper.value) : paper;
  },
};

/** Whether the file beside it is the paper text that the agreement names; undefined when none was shown. */
async function checkedPaper(
  { hash }: CliNeeds,
  given: Given,
  { textDigest }: VerifiedFile['agreement'],
): Promise<Result<'same' | undefined, Refusal>> {
  const name = given.text('paper');
  if (name === undefined) return accept(undefined);
  const bytes = await readFile(name).catch(() => undefined);
  if (!bytes) return inputInvalid('--paper', `${name} cannot be read`);
  if (textDigest === undefined) return inputInvalid('--paper', 'the agreement names no paper text');
  const digest = hash.sha256(new Uint8Array(bytes));
  return digest === textDigest
    ? accept('same')
    : refuse({ code: 'paper-digest-differs', wanted: textDigest, digest });
}

function say(verified: VerifiedFile, language: InterfaceLanguage, paper: 'same' | undefined): Answer {
  const { agreement, digest, signatures, persons, kind, statement, file } = verified;
  const said = sayAgreement(agreement);
  const keys = signatures.map((one) => ({
    ...one,
    words: fingerprintWords(fromBase64url(one.thumbprint) ?? new Uint8Array(), language),
  }));
  const unknown = keys.filter(({ isKnown }) => !isKnown);
  return accept({
    json: {
      uid: agreement.uid,
      digest,
      kind,
      title: said.title,
      ...(agreement.textDigest === undefined ? {} : { paper: agreement.textDigest }),
      signatures: keys,
      persons: persons.map(({ name, role, side, at, proof, verdict }) => ({
        name,
        role,
        side,
        at,
        method: proof.method,
        verdict,
      })),
      ...(statement ? { statement: saidOf(statement) } : {}),
    },
    lines: [
      said.title[language],
      '',
      ...pairs([
        ['uid', agreement.uid],
        ['digest', digest],
        ...(agreement.textDigest === undefined ? [] : [['paper', agreement.textDigest] as const]),
        ...keys.map(({ by, kid, verdict }) => ['signature', `${verdict}: ${by} with ${kid}`] as const),
        ...persons.map(
          ({ name, role, side, proof, verdict }) =>
            ['person', `${verdict}: ${name}, ${role} of ${side}, by ${proof.method}`] as const,
        ),
      ]),
      '',
      'Every party signed exactly this text.',
      ...(paper === 'same' ? ['The file is the paper text that they signed with it.'] : []),
      ...(kind === 'pdf' ? ['The pages say exactly what was signed.'] : []),
      ...(statement ? statementLines(statement) : file ? [UNSTATED] : []),
      ...(unknown.length > 0
        ? ['', 'Keys not known here. Compare these words with each side by phone:']
        : []),
      ...unknown.map(({ by, words }) => `  ${by}: ${words.join(' ')}`),
    ],
  });
}

const UNSTATED =
  'Nobody has signed the words and the trail: this evidence is older than that, or they were taken out.';

function saidOf({ release, kid, isKeyNamed, wording }: NonNullable<VerifiedFile['statement']>) {
  return { release, kid, isKeyNamed, wording };
}

function statementLines({
  release,
  kid,
  isKeyNamed,
  wording,
}: NonNullable<VerifiedFile['statement']>): string[] {
  return [
    `The words and the trail are signed by the side that issued them, with ${kid}.`,
    ...(isKeyNamed
      ? []
      : ['That key is a later one than the agreement names: compare its words with that side.']),
    ...(wording === 'former'
      ? [`They are the words of release ${release}; this one would say the same terms in other words.`]
      : []),
  ];
}

async function trustedKeys(needs: CliNeeds, given: Given): Promise<Result<readonly PartnerKey[], Refusal>> {
  const inFiles = await keysInFiles(needs, given.texts('didDocument'));
  const data = given.text('data');
  if (!inFiles.ok || data === undefined) return inFiles;
  const pinned = await keysPinnedHere(needs, data);
  return pinned.ok ? accept([...inFiles.value, ...pinned.value]) : pinned;
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
  data: string,
): Promise<Result<readonly PartnerKey[], Refusal>> {
  const opened = await needs.openNode(data);
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
