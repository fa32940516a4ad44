import { logTroubles, type LogTroubleNeeds } from '#app/ledger/log-troubles.ts';
import { examineWholeLog, type LogRefusal, type SignLogNeeds } from '#app/ledger/sign-log.ts';
import type { Check } from '#cli/cli-node.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { WitnessReason } from '#ports/transparency-store.ts';

/** Our transparency log, and what partners as its witnesses say of it. */
export async function examineLogs(
  needs: SignLogNeeds & LogTroubleNeeds,
  agency: Agency,
): Promise<readonly Check[]> {
  const { declined, contradicting } = await logTroubles(needs, agency);
  return [
    await ownLog(needs, agency),
    ...declined.map(({ partnerDid, reason, size, status, said, since }): Check => ({
      name: `witness ${partnerDid}`,
      state: 'warning',
      found: `does not cosign our log since ${since}; asked for ${size} leaves it answered ${status}${said === '' ? '' : ` (${said})`}`,
      advice: ADVICE[reason],
    })),
    ...contradicting.map(({ partner: { did }, at, isProven }): Check => ({
      name: `log of ${did}`,
      ...(isProven ? contradicted(at) : unproven(at)),
    })),
  ];
}

function contradicted(at: Instant): Omit<Check, 'name'> {
  return {
    state: 'ill',
    found: `has contradicted itself, found ${at}: two trees of one size, both signed by it`,
    advice: 'Show it both checkpoints and ask; they prove it to anybody: pactwire log conflicts',
  };
}

function unproven(at: Instant): Omit<Check, 'name'> {
  return {
    state: 'warning',
    found: `has signed a larger tree, found ${at}, and the proof that was offered does not show that it continues what we cosigned`,
    advice:
      'A wrong proof alone is none against it. Check its leaves against both checkpoints: pactwire log conflicts, then log verify ADDRESS --since FILE',
  };
}

const ADVICE: Readonly<Record<WitnessReason, string>> = {
  malformed: 'It does not understand what it was asked; compare the versions of both nodes.',
  signature: 'It knows our log by another key; tell the partner the key that /.well-known/pactwire shows.',
  'log-unknown': 'It does not know our log: its people have to accept us, and its node has to reach ours.',
  size: 'It says that it saw more of our log and cannot show that signed by us; ask whoever runs it.',
  inconsistent:
    'It says that our log does not continue what it saw and cannot show that signed by us; ask it for that checkpoint.',
  unusable: 'Its answer is not signed by the key that its node shows as witness; ask whoever runs it.',
  other: 'Ask whoever runs it; it is asked again by itself, at the latest every day.',
};

/** A log that contradicts what it said before stands still until a person has looked. */
async function ownLog(needs: SignLogNeeds, agency: Agency): Promise<Check> {
  const name = `transparency log of ${agency.slug}`;
  const examined = await examineWholeLog(needs, agency);
  return examined.ok
    ? {
        name,
        state: 'well',
        found: `${examined.value} leaves; all were hashed anew and make what was signed`,
      }
    : { name, state: 'ill', ...troubleOf(examined.error) };
}

function troubleOf(error: LogRefusal): Pick<Check, 'found' | 'advice'> {
  if (error.code === 'log-broken')
    return {
      found: `${placeOf(error)} is not what was signed, in a log of ${error.size} leaves`,
      advice:
        'Nothing more is signed. Restore the database from before the damage; keep this one as evidence.',
    };
  if (error.code === 'log-forked')
    return {
      found: `${error.size} leaves are here, and a partner has cosigned another tree that was signed with our key`,
      advice:
        'Nothing more is signed. A copy of this node may run elsewhere, or an old database was continued; both trees: pactwire log conflicts',
    };
  return {
    found: `${error.size} leaves are here, and ${error.signedSize} were signed: an older database was restored`,
    advice: 'Nothing more is signed. Restore the newest backup that has them; partners hold what was signed.',
  };
}

function placeOf({ leaf, tile }: Extract<LogRefusal, { readonly code: 'log-broken' }>): string {
  if (leaf !== undefined) return `leaf ${leaf}`;
  return tile === undefined ? 'what is stored' : `tile ${tile}`;
}
