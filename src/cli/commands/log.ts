import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { discloseHead, verifyDisclosure } from '#app/ledger/disclose-head.ts';
import { listConflicts } from '#app/ledger/list-conflicts.ts';
import { rawSha256 } from '#app/ledger/log-tools.ts';
import {
  claimedOrigin,
  verifyLog,
  verifyLogProof,
  type ReadLog,
  type VerifiedLog,
} from '#app/ledger/verify-log.ts';
import { channelIdOf } from '#formats/envelope/channel-id.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { parseNodeCard } from '#formats/discovery/node-card.ts';
import { parseVkey, printVkey, type NoteKey } from '#formats/tlog/signed-note.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { columns, pairs } from '../columns.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { inputInvalid, type Answer, type Refusal } from '../said.ts';
import { shortTime } from '../short-time.ts';

const MOST_LEAVES = 200;

const BOTH_PROVE = 'It signed both of these, and neither continues the other.';
const NOT_PROVEN =
  'It signed both checkpoints, and the proof between them (old, hashes) does not show that the larger continues the smaller. ' +
  'A wrong proof can come from anybody and proves nothing by itself; the leaves of the log, or a right proof, tell.';

/** Every withdrawal leaves one leaf; nobody can change or remove it, and anybody can see that nobody has. */
export const logCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'log leaves',
    about: `The newest ${MOST_LEAVES} leaves of our transparency log`,
    async run({ node, agency }) {
      const leaves = await node.logLeaves.list(agency.id, MOST_LEAVES);
      return accept({
        json: { leaves },
        lines: columns(
          ['PLACE', 'WHEN', 'WHAT', 'REASON', 'SUBJECT (SHA-256)'],
          leaves.map((one) => [
            one.index === undefined ? 'waits' : String(one.index),
            shortTime(one.at),
            one.kind,
            one.reasonClass ?? '',
            one.subjectHash,
          ]),
        ),
      });
    },
  }),
  reading({
    name: 'log conflicts',
    about:
      'Logs that signed two trees of which neither continues the other, with both checkpoints: together they prove it to anybody; and larger trees whose proof did not hold, with that',
    async run({ node, agency }) {
      const conflicts = await listConflicts(node, agency);
      const said = conflicts.map(({ origin, earlier, later, offered, at }) => [
        `${shortTime(at)} ${origin}`,
        `  ${offered === undefined ? BOTH_PROVE : NOT_PROVEN}`,
        ...[earlier, offered ?? later].flatMap((text) =>
          text
            .trimEnd()
            .split('\n')
            .map((line) => `  ${line}`),
        ),
      ]);
      return accept({
        json: { conflicts },
        lines: said.length > 0 ? said.flat() : ['No log has contradicted itself here.'],
      });
    },
  }),
  reading({
    name: 'log disclose <hour>',
    about:
      'Prove where the channel to a partner stood in an hour (2027-01-04T08Z), without a word about any other',
    options: [
      { flags: '--partner <did>', about: 'the other side of the channel', required: true },
      { flags: '--theirs', about: 'their channel to us, as we held it' },
      { flags: '--to <file>', about: 'write it to a file', required: true },
    ],
    async run({ node, agency }, given) {
      const partner = given.demand('partner');
      const sides = given.isSet('theirs')
        ? ([partner, agency.did] as const)
        : ([agency.did, partner] as const);
      const ch = channelIdOf(sides[0], sides[1], node.hash.sha256);
      const disclosed = await discloseHead(node, agency, { ch, hour: given.demand('hour') });
      if (!disclosed.ok) return disclosed;
      const file = given.demand('to');
      await writeFile(file, `${JSON.stringify(disclosed.value, null, 2)}\n`);
      const { epoch, seq } = disclosed.value.opening;
      return accept({
        json: disclosed.value,
        lines: [`Entry ${seq} of epoch ${epoch} was the last of ${ch}.`, `The proof is in ${file}.`],
        next: `pactwire log verify ${file} --key <key of the log>`,
      });
    },
  }),
  {
    name: 'log verify <place>',
    about:
      'Check a transparency log at its address, a saved copy of it, or one proof or disclosure in a file',
    options: [
      { flags: '--key <vkey>', about: 'the key of the log; else what its node shows, which you then trust' },
      { flags: '--since <file>', about: 'an earlier checkpoint: nothing that it held may have changed' },
      { flags: '--save <folder>', about: 'keep what was read, to check again without a network' },
    ],
    async run(needs, given) {
      const place = given.demand('place');
      const isAddress = /^https?:\/\//.test(place);
      const kept = isAddress ? undefined : await stat(place).catch(() => undefined);
      if (!isAddress && !kept) return inputInvalid('place', `${place} is no address, folder or file`);
      return kept?.isFile() === true ? verifyProof(needs, given, place) : verifyWhole(needs, given, place);
    },
  },
];

async function verifyProof(needs: CliNeeds, given: Given, file: string): Promise<Answer> {
  const text = await readFile(file, 'utf8');
  const json = readStrictJson(text);
  if (json.ok && isJsonObject(json.value)) return verifyHead(needs, given, json.value);
  const key = await keyOf(needs, given, text, undefined);
  if (!key.ok) return key;
  const verified = verifyLogProof(toolsOf(needs), text, key.value);
  if (!verified.ok) return verified;
  const { leaf, index, checkpoint } = verified.value;
  return accept({
    json: { leaf: JSON.parse(leaf), index, origin: checkpoint.origin, size: checkpoint.size },
    lines: [leaf, '', `Leaf ${index} is in the log ${checkpoint.origin} of ${checkpoint.size} leaves.`],
  });
}

async function verifyHead(needs: CliNeeds, given: Given, document: JsonObject): Promise<Answer> {
  const { proof } = document;
  const key = await keyOf(needs, given, typeof proof === 'string' ? proof : '', undefined);
  if (!key.ok) return key;
  const verified = verifyDisclosure({ ...toolsOf(needs), hash: needs.hash }, document, key.value);
  if (!verified.ok) return verified;
  const { ch, epoch, seq, hash, hour } = verified.value;
  return accept({
    json: verified.value,
    lines: [
      ...pairs([
        ['channel', ch],
        ['hour', hour],
        ['last entry', `${seq} of epoch ${epoch}`],
        ['its hash', hash],
      ]),
      '',
      `The log ${key.value.name} was committed to this.`,
    ],
  });
}

async function verifyWhole(needs: CliNeeds, given: Given, place: string): Promise<Answer> {
  const since = await sinceOf(given);
  if (!since.ok) return since;
  const base = place.replace(/\/+$/, '');
  const read = keeping(readerOf(needs, base), given.text('save'));
  const note = new TextDecoder().decode((await read('checkpoint')) ?? new Uint8Array());
  if (note === '') return refuse({ code: 'log-unreadable', path: 'checkpoint' } as const);
  const key = await keyOf(needs, given, note, base);
  if (!key.ok) return key;
  const verified = await verifyLog(toolsOf(needs), read, key.value, since.value);
  return verified.ok ? say(verified.value, since.value !== undefined) : verified;
}

function say({ checkpoint, keys, cosigners, leaves }: VerifiedLog, isCompared: boolean): Answer {
  const kinds = new Map<string, number>();
  for (const leaf of leaves) {
    const json: unknown = JSON.parse(leaf);
    const kind = isJsonObject(json) && typeof json['kind'] === 'string' ? json['kind'] : 'other';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const { origin, size } = checkpoint;
  const vkeys = keys.map(printVkey);
  return accept({
    json: { origin, size, keys: vkeys, cosigners, kinds: Object.fromEntries(kinds) },
    lines: [
      ...pairs([
        ['log', origin],
        ['leaves', String(size)],
        ...[...kinds].map(([kind, count]) => [`  ${kind}`, String(count)] as const),
        ['cosigned by', cosigners.join(', ') || 'nobody yet'],
      ]),
      '',
      'The leaves are exactly what the log signed.',
      ...vkeys.slice(1).map((vkey, at) => `Key ${at + 1} named the next in its last leaf: ${vkey}`),
      ...(isCompared ? ['Nothing of the earlier checkpoint has changed.'] : []),
    ],
  });
}

function toolsOf({ hash, verifyNote }: CliNeeds) {
  return { sha256: rawSha256(hash), verifyNote };
}

async function sinceOf(given: Given): Promise<Result<string | undefined, Refusal>> {
  const file = given.text('since');
  if (file === undefined) return accept(undefined);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? inputInvalid('--since', `${file} cannot be read`) : accept(text);
}

/** The key that was given; for an address, else, what its node shows. */
async function keyOf(
  needs: CliNeeds,
  given: Given,
  text: string,
  address: string | undefined,
): Promise<Result<NoteKey, Refusal>> {
  const said = given.text('key') ?? (await shownKey(needs, claimedOrigin(text), address));
  const key = said === undefined ? undefined : parseVkey(rawSha256(needs.hash), said);
  if (key) return accept(key);
  return said === undefined
    ? refuse({ code: 'log-key-unknown' } as const)
    : inputInvalid('--key', 'is no verifier key');
}

async function shownKey(
  { fetchPublic }: CliNeeds,
  origin: string | undefined,
  address: string | undefined,
): Promise<string | undefined> {
  if (address === undefined || !/^https?:/.test(address)) return undefined;
  const bytes = await fetchPublic(`${new URL(address).origin}/.well-known/pactwire`);
  const card = bytes && parseNodeCard(readJson(bytes));
  if (!card?.ok) return undefined;
  const keys = card.value.agencies.flatMap(({ transparency }) => transparency?.log ?? []);
  return keys.find((vkey) => vkey.startsWith(`${origin}+`));
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // No JSON is no card.
    return undefined;
  }
}

function readerOf({ fetchPublic }: CliNeeds, base: string): ReadLog {
  if (/^https?:/.test(base)) return (path) => fetchPublic(`${base}/${path}`);
  return async (path) => {
    const bytes = await readFile(join(base, path)).catch(() => undefined);
    return bytes && new Uint8Array(bytes);
  };
}

/** Reads the same thing once, so that what is verified is what is kept. */
function keeping(read: ReadLog, folder: string | undefined): ReadLog {
  const known = new Map<string, Uint8Array>();
  return async (path) => {
    const bytes = known.get(path) ?? (await read(path));
    if (!bytes || known.has(path)) return bytes;
    known.set(path, bytes);
    if (folder !== undefined) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return bytes;
  };
}
