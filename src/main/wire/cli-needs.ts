import { inflate } from '#engines/inflate.ts';
import pc from 'picocolors';
import type { CliNeeds } from '#cli/cli-needs.ts';
import { makeEvidencePrinter } from '#engines/evidence/print-evidence.ts';
import { readAttachment } from '#engines/evidence/read-attachment.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash, systemClock } from '#engines/world.ts';
import { problemOf } from '#http/problems.ts';
import { refuse } from '#kernel/result.ts';
import { noteVerifier } from '#partners/keys/note-verifier.ts';
import { pinnedKeyVerifier } from '#partners/keys/pinned-key-verifier.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { ed25519Verifier } from '#partners/keys/verifier.ts';
import { authorityOf, isFounded, readApiKey, readConfigBeside, ROLES } from '../config.ts';
import { FOUNDING_FLAGS } from '../start/founding-answers.ts';
import { VERSION } from '../version.ts';

const FOUNDING: Pick<CliNeeds, 'found' | 'foundAnother'> = {
  async found(answers, where) {
    const { foundFromCli } = await import('./cli-found.ts');
    return foundFromCli(readConfigBeside(where), answers);
  },
  async foundAnother(answers, { data, origin }) {
    const { foundAnotherFromCli } = await import('./cli-found.ts');
    return foundAnotherFromCli(readConfigBeside(data === undefined ? {} : { data }), answers, origin);
  },
};

/** The command line's needs, from this process and this machine. What only a node needs is loaded when one is opened. */
export function cliNeeds(): CliNeeds {
  return {
    version: VERSION,
    release: VERSION,
    clock: systemClock,
    inflate,
    hash: nodeHash,
    verify: pinnedKeyVerifier(ed25519Verifier()),
    checkPublicKey,
    thumbprintOf,
    verifyPasskey,
    printEvidence: makeEvidencePrinter(),
    readAttachment,
    problemOf,
    async openNode(data) {
      const config = readConfigBeside(data === undefined ? {} : { data });
      const missing = { code: 'node-not-founded', dataFolder: config.dataFolder } as const;
      if (!isFounded(config)) return refuse(missing);
      const { openCliNode } = await import('./cli-node.ts');
      return openCliNode(config);
    },
    foundingFlags: FOUNDING_FLAGS,
    ...FOUNDING,
    roles: ROLES,
    async serve(where) {
      const config = readConfigBeside(where);
      const missing = { code: 'node-not-founded', dataFolder: config.dataFolder } as const;
      if (!isFounded(config)) return refuse(missing);
      const { serveUntilTold } = await import('../start/serve-until-told.ts');
      return serveUntilTold(config, (line) => console.error(line));
    },
    verifyNote: noteVerifier(),
    async fetchPublic(url) {
      const { guardedFetcher } = await import('#engines/guarded-fetch/guarded-fetch.ts');
      const fetcher = guardedFetcher();
      // The person at this terminal named the place: their own machine and network are theirs to ask.
      const policy = { allowHosts: [new URL(url).host], allowAddressLiterals: true };
      const answer = await fetcher.fetch({ method: 'GET', url, policy });
      return answer.ok && answer.value.status === 200 ? answer.value.body : undefined;
    },
    assistantOf(origin) {
      const config = readConfigBeside({});
      const token = readApiKey();
      if (token === undefined) return undefined;
      return {
        async serve() {
          const { serveAssistant } = await import('../assistant-of-node.ts');
          await serveAssistant({ origin: origin ?? `http://${authorityOf(config)}`, token });
        },
      };
    },
    hasColours: pc.isColorSupported && process.stdout.isTTY && process.stderr.isTTY,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}
