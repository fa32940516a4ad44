import { Unlike, type Check, type Run } from './check.ts';
import { told } from './told.ts';
import { becomeTrusted, receiveStory, type Operator } from './become-trusted.ts';
import { BODIES } from './checks/bodies.ts';
import { BUNDLES } from './checks/bundles.ts';
import { CALLERS } from './checks/callers.ts';
import { CHANNELS } from './checks/channels.ts';
import { DEPOSITS } from './checks/deposits.ts';
import { DISCOVERY } from './checks/discovery.ts';
import { DRILLS } from './checks/drills.ts';
import { ENTRY_FORM } from './checks/entry-form.ts';
import { EPOCHS } from './checks/epochs.ts';
import { FROZEN } from './checks/frozen.ts';
import { INTRODUCTIONS } from './checks/introductions.ts';
import { KEYS } from './checks/keys.ts';
import { OBJECTS } from './checks/objects.ts';
import { OWN_KEYS } from './checks/own-keys.ts';
import { READING } from './checks/reading.ts';
import { RECALLS } from './checks/recalls.ts';
import { REQUESTS } from './checks/requests.ts';
import { TAILS } from './checks/tails.ts';
import type { PeerServer } from './peer-server.ts';

/** What one check saw. */
export type Verdict = Omit<Check, 'run'> & { readonly ok: boolean; readonly seen: string };

/** What a whole run saw: the record that `--json` prints. */
export type KitRecord = {
  readonly kit: 'pactwire-conformance-1';
  readonly node: string;
  readonly agency: string;
  readonly at: string;
  readonly ok: boolean;
  readonly checks: readonly Verdict[];
  /** Checks that were not asked, since nobody has hands at the node. */
  readonly left: readonly string[];
};

export type KitOptions = {
  readonly origin: string;
  /** DID of the agency to be tested; the first of the node, if not said. */
  readonly agency?: string;
  readonly server: PeerServer;
  readonly operator: Operator;
  /** How long a thing is waited for. */
  readonly patienceMs: number;
  readonly tell?: (verdict: Verdict) => void;
  /** Beginnings of the ids to be asked; everything, if not said. */
  readonly only?: readonly string[];
};

/** The agencies that the kit plays. */
export const SLUGS = ['main', 'forking', 'turning', 'slow', 'changing', 'ahead', 'stranger'] as const;

/** Becoming partners is seen by checks too; without it the others cannot be asked. */
const STEPS: readonly (readonly [check: Omit<Check, 'run'>, checks: readonly Check[]])[] = [
  [
    {
      id: 'trust',
      section: 'Introductions',
      says: 'an agency that introduced itself and was pinned is let in and read',
    },
    [...REQUESTS, ...BODIES],
  ],
  [
    { id: 'agreement', section: 'Negotiation', says: 'an agreement that both have signed lets a story come' },
    [
      ...CHANNELS,
      ENTRY_FORM,
      ...OBJECTS,
      ...READING,
      ...RECALLS,
      ...DEPOSITS,
      ...DRILLS,
      ...KEYS,
      ...OWN_KEYS,
      ...BUNDLES,
      ...TAILS,
      ...FROZEN,
      ...EPOCHS,
      ...CALLERS,
    ],
  ],
];

/** Every check but those two. */
export const CHECKS: readonly Omit<Check, 'run'>[] = [
  ...DISCOVERY,
  ...INTRODUCTIONS,
  ...STEPS.flatMap(([, checks]) => checks),
];

/** Asks a node everything, in order; a check that fails holds up none of the others. */
export async function runKit(options: KitOptions): Promise<KitRecord> {
  const run = openRun(options);
  const checks: Verdict[] = [];
  const isWanted = ({ id }: Check): boolean => options.only?.some((one) => id.startsWith(one)) ?? true;
  const handless = run.hands ? [] : [...OWN_KEYS, ...BUNDLES, ...TAILS, ...EPOCHS];
  const isAsked = (check: Check): boolean => isWanted(check) && !handless.includes(check);
  const see = async (check: Check): Promise<boolean> => {
    const verdict = await judge(check, run);
    checks.push(verdict);
    options.tell?.(verdict);
    return verdict.ok;
  };
  for (const check of DISCOVERY) await see(check);
  // Without its name and its keys nothing else can be asked.
  const { did, signs } = run.node;
  const steps = did === '' || signs.size === 0 ? [] : STEPS;
  if (steps.length > 0) for (const check of INTRODUCTIONS.filter(isAsked)) await see(check);
  for (const [step, behind] of steps) {
    if (!(await see({ ...step, run: (one) => reach(one, step.id, options.operator) }))) break;
    for (const check of behind.filter(isAsked)) await see(check);
  }
  return {
    kit: 'pactwire-conformance-1',
    node: options.origin,
    agency: did,
    at: new Date().toISOString(),
    ok: checks.every(({ ok }) => ok),
    checks,
    left: handless.filter(isWanted).map(({ id }) => id),
  };
}

async function reach(run: Run, step: string, operator: Operator): Promise<string> {
  const peers = [run.main, run.forking, run.turning, run.slow, run.changing, run.ahead];
  if (step === 'trust') {
    await becomeTrusted(run, operator, peers);
    return `${peers.length} agencies`;
  }
  run.story = await receiveStory(run, operator);
  return told(run.story.entry['subj']);
}

async function judge({ run: look, ...check }: Check, run: Run): Promise<Verdict> {
  try {
    return { ...check, ok: true, seen: await look(run) };
  } catch (fault) {
    const seen =
      fault instanceof Unlike ? fault.message : `fault of the kit or the network: ${String(fault)}`;
    return { ...check, ok: false, seen };
  }
}

function openRun({ origin, agency, server, operator: { hands }, patienceMs }: KitOptions): Run {
  const peer = (slug: (typeof SLUGS)[number]) => {
    const found = server.peers.find((one) => one.slug === slug);
    if (!found) throw new Error(`no agency ${slug} is played`);
    return found;
  };
  return {
    origin,
    ...(agency === undefined ? {} : { wanted: agency }),
    node: { did: '', signs: new Map(), calls: new Map() },
    server,
    main: peer('main'),
    forking: peer('forking'),
    turning: peer('turning'),
    slow: peer('slow'),
    changing: peer('changing'),
    ahead: peer('ahead'),
    stranger: peer('stranger'),
    patienceMs,
    ...(hands ? { hands } : {}),
  };
}
