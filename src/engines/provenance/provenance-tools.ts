import { fileURLToPath } from 'node:url';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { ProvenanceElsewhere } from '#domain/item/provenance.ts';
import { findC2pa } from '#formats/picture/find-c2pa.ts';
import { credentialsElsewhere } from '#formats/picture/parse-picture.ts';
import { pictureType } from '#formats/picture-type.ts';
import type { ProvenanceRefusal, ReadProvenance, SignSuccessor } from '#ports/provenance.ts';
import { runKillable } from '../killable-process.ts';
import { takeTurns } from '../take-turns.ts';
import {
  packFrames,
  readProvenanceAnswer,
  type ProvenanceAnswer,
  type ProvenanceJob,
} from './provenance-job.ts';
import { summariseStore } from './summarise-store.ts';

/** What this node signs with and whom it trusts, all as PEM text. */
export type ProvenanceSettings = {
  /** The agency's certificate and those above it, its own first; C2PA admits none that is signed by itself (C2PA 2.4 §14.5). */
  readonly certificates?: string;
  readonly key?: string;
  /** Certificates of those who say who may sign: the C2PA trust list, or an agency's own. */
  readonly trust?: string;
};

const SCRIPT = fileURLToPath(new URL('./work-on-provenance.ts', import.meta.url));
const LIMITS = { milliseconds: 10_000, residentBytes: 768 * 1024 * 1024, outputBytes: 96 * 1024 * 1024 };
const MOST_BYTES = 64 * 1024 * 1024;
/** At once; more wait. */
const PROCESSES = 2;
const GENERATOR = 'Pactwire';

/** Reads and writes Content Credentials, each picture in a process that is killed when it takes too long or too much. */
export function makeProvenanceTools(settings: ProvenanceSettings): {
  readonly readProvenance: ReadProvenance;
  readonly signSuccessor: SignSuccessor;
} {
  const { certificates, key, trust = '' } = settings;
  const turn = takeTurns(PROCESSES);
  return {
    async readProvenance(picture) {
      const mediaType = pictureType(picture);
      if (mediaType === undefined || !findC2pa(picture)) return accept(elsewhere(picture));
      const job: ProvenanceJob = { ...NOTHING, work: 'read', mediaType, trust };
      const done = await turn(() => workApart(job, [picture]));
      if (!done.ok) return done;
      if (!done.value.answer.ok && done.value.answer.code === 'none') return accept(elsewhere(picture));
      const summary = done.value.answer.ok ? summariseStore(done.value.bytes.toString('utf8')) : undefined;
      return summary ? accept(summary) : refuse(refusalOf(done.value.answer, 'provenance-unreadable'));
    },
    async signSuccessor({ picture, original, title, actions }) {
      const mediaType = pictureType(picture);
      const originalType = pictureType(original);
      if (certificates === undefined || key === undefined)
        return refuse({
          code: 'provenance-unsigned',
          detail: 'this node has no certificate to sign pictures with',
        });
      if (mediaType === undefined || originalType === undefined)
        return refuse({ code: 'provenance-failed', detail: 'the bytes are no picture' });
      const job: ProvenanceJob = { ...NOTHING, work: 'sign', mediaType, originalType, title, actions, trust };
      const frames = [picture, original, Buffer.from(certificates), Buffer.from(key)];
      const done = await turn(() => workApart(job, frames));
      if (!done.ok) return done;
      const { answer, bytes } = done.value;
      return answer.ok ? accept(new Uint8Array(bytes)) : refuse(refusalOf(answer, 'provenance-failed'));
    },
  };
}

function elsewhere(picture: Uint8Array): ProvenanceElsewhere | undefined {
  const address = credentialsElsewhere(picture);
  return address === undefined ? undefined : { state: 'elsewhere', address };
}

const NOTHING = { originalType: '', title: '', actions: [], generator: GENERATOR, trust: '' };

function refusalOf(answer: ProvenanceAnswer, code: ProvenanceRefusal['code']): ProvenanceRefusal {
  return { code, detail: answer.ok ? 'the report of the verifier is none' : answer.detail };
}

async function workApart(
  job: ProvenanceJob,
  frames: readonly Uint8Array[],
): Promise<Result<{ readonly answer: ProvenanceAnswer; readonly bytes: Buffer }, ProvenanceRefusal>> {
  if (frames.some((frame) => frame.length > MOST_BYTES))
    return refuse({ code: 'provenance-failed', detail: `more than ${MOST_BYTES} bytes` });
  const input = packFrames([Buffer.from(JSON.stringify(job)), ...frames]);
  const { output, killedFor } = await runKillable({ script: SCRIPT, input, limits: LIMITS });
  if (killedFor !== undefined)
    return refuse({ code: 'provenance-timeout', detail: `it took too much ${killedFor}` });
  const end = output.indexOf(0x0a);
  const answer = readProvenanceAnswer(output.subarray(0, Math.max(0, end)).toString('utf8'));
  if (!answer) return refuse({ code: 'provenance-failed', detail: 'the process ended without an answer' });
  return accept({ answer, bytes: output.subarray(end + 1) });
}
