import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  verifyEvidenceFile,
  type VerifiedFile,
  type VerifyFileTools,
} from '#app/agreement/verify-evidence-file.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { inEachGiven } from '#domain/agreement/say/names.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { EVIDENCE_WORDS } from '#domain/agreement/signing/evidence-words.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import { fingerprintWords } from '#domain/newsroom/fingerprint/fingerprint-words.ts';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import { verifyPage, type VerifyView } from '#portal/signing/verify-page.ts';
import { preferredLanguage } from '../preferred-language.ts';
import { statusOf, type Refusal } from '../problems.ts';
import { refusalOfError } from '../refusal-of-error.ts';
import { HTML } from './send-page.ts';

/** Ten megabytes of file, and what a form puts around it. */
const MOST_BYTES = 10 * 1024 * 1024 + 4096;

export type VerifyDoorNeeds = VerifyFileTools & {
  /** The keys of this node's own agencies; whose partner somebody is, is not told by what this page knows. */
  readonly ownKeys: () => Promise<readonly PartnerKey[]>;
};

type Call = FastifyRequest<{ Querystring: { lang?: unknown } }>;

/** Anybody brings a file and hears whether it is genuine; the file is not kept. Plain pages, no script. */
export async function mountVerifyDoor(server: FastifyInstance, needs: VerifyDoorNeeds): Promise<void> {
  await server.register(async (door) => {
    door.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, body),
    );
    door.setErrorHandler((error, request: Call, reply) => {
      const refusal = refusalOfError(error);
      const isLarge = refusal.code === 'body-too-large';
      return refuse(request, reply, isLarge ? { code: 'evidence-too-large' } : refusal);
    });
    const config = { door: 'room' } as const;
    door.get('/verify', { config }, async (request: Call, reply) =>
      reply.type(HTML).send(verifyPage(languageOf(request)).markup),
    );
    door.post('/verify', { config }, async (request: Call, reply) => {
      const bytes = await fileIn(request);
      if (!bytes) return refuse(request, reply, { code: 'evidence-not-read' });
      const verified = await verifyEvidenceFile(bytes, await needs.ownKeys(), needs);
      if (!verified.ok) return refuse(request, reply, verified.error);
      const language = languageOf(request);
      const view = viewOf(verified.value, language);
      return reply.type(HTML).send(verifyPage(language, { view }).markup);
    });
  });
}

/** The one file of the form; undefined when there is none or the form does not read. */
async function fileIn({ body, headers }: Call): Promise<Uint8Array | undefined> {
  if (!Buffer.isBuffer(body)) return undefined;
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  const file = form?.get('file');
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

function refuse(request: Call, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const language = languageOf(request);
  const { code, ...facts } = refusal;
  const { title, next } = PROBLEMS[code];
  const told = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`);
  const problem = { title: title[language], next: next[language], code, facts: told.join(' ') };
  return reply.code(statusOf(code)).type(HTML).send(verifyPage(language, { problem }).markup);
}

function viewOf(verified: VerifiedFile, language: InterfaceLanguage): VerifyView {
  const { agreement, digest, signatures, persons, kind, statement, file } = verified;
  const nameOf = (did: string): string => {
    const party = agreement.parties.find((one) => one.did === did);
    return party ? inEachGiven(party.name)[language] : did;
  };
  return {
    isPdf: kind === 'pdf',
    hasTrail: file !== undefined,
    ...(statement
      ? {
          statement: {
            kid: statement.kid,
            isKeyNamed: statement.isKeyNamed,
            ...(statement.wording === 'former' ? { formerRelease: statement.release } : {}),
          },
        }
      : {}),
    digest,
    said: sayAgreement(agreement),
    signatures: signatures.map(({ by, kid, thumbprint, isKnown }) => ({
      name: nameOf(by),
      kid,
      thumbprint,
      isKnown,
      words: fingerprintWords(fromBase64url(thumbprint) ?? new Uint8Array(), language),
    })),
    persons: persons.map(({ name, role, side, at, proof, verdict }) => ({
      name,
      role: EVIDENCE_WORDS.roles[role][language],
      side: nameOf(side),
      at,
      method: EVIDENCE_WORDS.methods[proof.method][language],
      isVerified: verdict === 'holds',
    })),
  };
}

function languageOf({ query, headers }: Call): InterfaceLanguage {
  const { lang } = query;
  return typeof lang === 'string' && isInterfaceLanguage(lang)
    ? lang
    : preferredLanguage(headers['accept-language']);
}
