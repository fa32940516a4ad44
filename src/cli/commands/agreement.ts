import { writeFile } from 'node:fs/promises';
import { issueEvidence } from '#app/agreement/issue-evidence.ts';
import { exportAgreement, showAgreement, type AgreementView } from '#app/agreement/show-agreement.ts';
import { approveAgreement } from '#app/agreement/approve-agreement.ts';
import type { ProvenPerson } from '#app/agreement/prove-person.ts';
import { signAgreement } from '#app/agreement/sign-agreement.ts';
import { accept } from '#kernel/result.ts';
import type { InterfaceLanguage } from '#kernel/language.ts';
import { acting, reading, type SeatedDesk } from '../at-desk.ts';
import { pairs } from '../columns.ts';
import { declaredLines } from './agreement-endings.ts';
import type { CommandPlan } from '../command-plan.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { otherParties } from '#app/agreement/parties-of.ts';
import { shortTime } from '../short-time.ts';

export const agreementCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agreement show <uid>',
    about: 'An agreement as its readers see it: clauses in the language of --lang, signatures, state',
    async run({ node, agency, at, language }, given) {
      const view = await showAgreement(node, { agency, at }, given.demand('uid'));
      if (!view.ok) return view;
      const next = nextOf([view.value]);
      return accept({
        json: {
          ...lineShape(view.value),
          document: view.value.filed.document,
          clauses: view.value.said.clauses,
          endings: view.value.endings.standing,
          declared: view.value.endings.events,
        },
        lines: agreementLines(view.value, language),
        ...(next === undefined ? {} : { next }),
      });
    },
  }),
  reading({
    name: 'agreement export <uid>',
    about:
      'The signed bytes with every signature (JWS General JSON), for anybody to verify without this node',
    async run({ node, agency, at }, given) {
      const jws = await exportAgreement(node, { agency, at }, given.demand('uid'));
      if (!jws.ok) return jws;
      return accept({ json: jws.value, lines: [JSON.stringify(jws.value, undefined, 2)] });
    },
  }),
  reading({
    name: 'agreement evidence <uid>',
    about: 'Write the evidence of a signed agreement as one PDF/A-3 that anybody can check (pactwire verify)',
    options: [{ flags: '--out <file>', about: 'where to write it', required: true }],
    async run({ node, agency }, given) {
      const issued = await issueEvidence(node, agency, given.demand('uid'));
      if (!issued.ok) return issued;
      const file = given.demand('out');
      await writeFile(file, issued.value);
      return accept({
        json: { file, bytes: issued.value.length },
        lines: [`Written: ${file}`],
        next: `pactwire verify ${file}`,
      });
    },
  }),
  approving(),
  signing('sign', 'Sign with your agency’s key the exact text whose digest you read (agreement show)'),
  signing('countersign', 'The same as sign, for the side that signs second: it puts the agreement in force'),
];

function signing(verb: 'sign' | 'countersign', about: string): CommandPlan<CliNeeds> {
  return acting('sign-agreement', {
    name: `agreement ${verb} <uid>`,
    about,
    options: [{ flags: '--digest <digest>', about: 'digest of the text you have read', required: true }],
    async run(desk, given) {
      const order = { uid: given.demand('uid'), digest: given.demand('digest') };
      const signed = await signAgreement(desk.node, desk, { ...order, person: await personAt(desk) });
      if (!signed.ok) return signed;
      const { state } = signed.value;
      return accept({
        json: { ...order, state },
        lines: [`Signed. The agreement is ${SAID[state] ?? state}.`],
        ...(state === 'proposed' ? { next: 'the other parties read it on their desks and sign' } : {}),
      });
    },
  });
}

function approving(): CommandPlan<CliNeeds> {
  return acting('approve-agreement', {
    name: 'agreement approve <uid>',
    about: 'Approve the exact text, where your agency signs by two people; another person signs it',
    options: [{ flags: '--digest <digest>', about: 'digest of the text you have read', required: true }],
    async run(desk, given) {
      const order = { uid: given.demand('uid'), digest: given.demand('digest') };
      const approved = await approveAgreement(desk.node, desk, { ...order, person: await personAt(desk) });
      if (!approved.ok) return approved;
      return accept({
        json: { ...order, approved: true },
        lines: ['Approved.'],
        next: `another person: pactwire agreement sign ${order.uid} --digest ${order.digest} --as EMAIL`,
      });
    },
  });
}

/** Whoever can read the data folder can act for anybody at this machine: the evidence says just that. */
async function personAt({ node, agency, personId }: SeatedDesk): Promise<ProvenPerson> {
  const members = await node.inMembers(agency.id, (stores) => stores.members.list());
  const name = members.find((one) => one.id === personId)?.name ?? personId;
  return { name, personId, proof: { method: 'command-line' } };
}

const SAID: Readonly<Record<string, string>> = {
  proposed: 'proposed to the other parties, who are told when the node runs',
  'in-force': 'in force',
};

/** An agreement on one line. */
export function lineShape({ filed, record, parties, state, said }: AgreementView) {
  const { uid, version, digest, updatedAt, signatures } = filed;
  const { effectiveFrom, effectiveUntil } = record.agreement;
  return {
    uid,
    version,
    digest,
    title: said.title,
    parties,
    state,
    effectiveFrom,
    effectiveUntil,
    updatedAt,
    signatures,
  };
}

function agreementLines(view: AgreementView, language: InterfaceLanguage): string[] {
  const { filed, said, state, parties, record } = view;
  const { effectiveFrom, effectiveUntil } = record.agreement;
  return [
    said.title[language],
    '',
    ...pairs([
      ['state', state],
      ...otherParties(parties).map((party): [string, string] => [
        'with',
        `${party.name[language]} (${party.did})${party.isPinned ? '' : ', no partner of ours yet'}`,
      ]),
      ['from', shortTime(effectiveFrom)],
      ['until', effectiveUntil === undefined ? undefined : shortTime(effectiveUntil)],
      ['uid', filed.uid],
      ['digest', filed.digest],
    ]),
    '',
    said.preamble[language],
    '',
    ...said.clauses.map(({ number, sentence }) => `${String(number).padStart(3)}  ${sentence[language]}`),
    '',
    ...filed.signatures.map(
      ({ by, kid, verified }) => `signed by ${by} with ${kid}: ${verified ? 'holds' : 'does NOT hold'}`,
    ),
    ...parties
      .filter(({ hasSigned }) => !hasSigned)
      .map(({ name, did }) => `not signed yet by ${name[language]} (${did})`),
    ...parties
      .filter(({ standing }) => standing !== 'open')
      .map(({ did, standing }) => `${did} has ${standing === 'left' ? 'left' : 'suspended its part'}`),
    ...declaredLines(view, language),
  ];
}

/** The agreement that waits for us, if one does. */
export function nextOf(views: readonly AgreementView[]): string | undefined {
  const waiting = views.find(({ may }) => may.sign.ok);
  if (!waiting) return undefined;
  const verb = waiting.may.sign.ok ? (waiting.may.sign.value === 'propose' ? 'sign' : 'countersign') : '';
  const { uid, digest } = waiting.filed;
  return `read it (pactwire agreement show ${uid}), then: pactwire agreement ${verb} ${uid} --digest ${digest} --as EMAIL`;
}
