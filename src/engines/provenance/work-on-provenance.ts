/**
 * A process of its own for the Content Credentials of one picture: what it parses came from outside, and it needs neither network nor
 * files for it. Reads frames (job, picture, original, certificates, key) from standard input, writes one line of JSON and the bytes
 * to standard output.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { initSync, WasmBuilder, WasmReader } from '@contentauth/c2pa-wasm';
import { c2paAssertions } from '#formats/picture/c2pa-assertions.ts';
import { findC2pa } from '#formats/picture/find-c2pa.ts';
import { algorithmOf, coseSign1 } from './cose-sign1.ts';
import {
  readProvenanceJob,
  unpackFrames,
  type ProvenanceAnswer,
  type ProvenanceJob,
} from './provenance-job.ts';

/** A blob that can be read without waiting, as c2pa-wasm wants it; browsers have that in their workers only. */
class HeldBlob extends Blob {
  readonly held: Buffer;

  constructor(held: Buffer) {
    super([new Uint8Array(held)]);
    this.held = held;
  }

  override slice(start?: number, end?: number): HeldBlob {
    return new HeldBlob(this.held.subarray(start, end));
  }
}

class HeldReader {
  readAsArrayBuffer(blob: HeldBlob): ArrayBuffer {
    return new Uint8Array(blob.held).buffer;
  }
}

Reflect.set(globalThis, 'FileReaderSync', HeldReader);
// Credentials may name an address to fetch manifests or revocations from; nothing is fetched (I22).
Reflect.deleteProperty(globalThis, 'fetch');

const WASM = fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'));
/** Room for a signature beside its certificates. */
const ROOM_BYTES = 1500;
const KEPT_ASSERTIONS =
  /^(?:c2pa\.(?:actions|hash\.|ingredient|soft-binding)|(?:c2pa|cawg)\.training-mining|cawg\.identity)/;
/** Ties the action of opening to the ingredient that was opened. */
const PARENT = 'xmp:iid:the-original';

const [answer, bytes] = await work(unpackFrames(await buffer(stdin)));
stdout.write(`${JSON.stringify(answer)}\n`);
if (bytes) stdout.write(bytes);

async function work(
  frames: readonly Buffer[],
): Promise<readonly [ProvenanceAnswer] | readonly [ProvenanceAnswer, Uint8Array]> {
  const [jobText = Buffer.alloc(0), picture = Buffer.alloc(0), ...more] = frames;
  try {
    const job = readProvenanceJob(jobText.toString('utf8'));
    initSync({ module: readFileSync(WASM) });
    return [{ ok: true }, job.work === 'read' ? await read(job, picture) : await signed(job, picture, more)];
  } catch (fault) {
    const detail = String(fault).slice(0, 300);
    return [{ ok: false, code: codeOf(detail), detail }];
  }
}

function codeOf(detail: string): 'none' | 'unreadable' | 'failed' {
  if (/JumbfNotFound|ProvenanceMissing/.test(detail)) return 'none';
  return /C2pa\(/.test(detail) ? 'unreadable' : 'failed';
}

function context({ trust }: ProvenanceJob): string {
  return JSON.stringify({
    verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: true },
    ...(trust === '' ? {} : { trust: { trust_anchors: trust } }),
  });
}

async function read(job: ProvenanceJob, picture: Buffer): Promise<Uint8Array> {
  const reader = await WasmReader.fromBytes(job.mediaType, picture, context(job));
  return Buffer.from(reader.json());
}

/** The original is opened first (C2PA 2.4 §18.15.4); what it carries stays inside as its own manifest. */
async function signed(
  job: ProvenanceJob,
  picture: Buffer,
  [original = Buffer.alloc(0), certificates = Buffer.alloc(0), keyPem = Buffer.alloc(0)]: readonly Buffer[],
): Promise<Uint8Array> {
  const key = createPrivateKey(keyPem);
  const algorithm = algorithmOf(key);
  if (!algorithm) throw new Error('the key is of no kind that C2PA signs with');
  const chain = certificatesIn(certificates.toString('latin1'));
  const builder = WasmBuilder.fromJson(
    JSON.stringify({
      claim_generator_info: [{ name: job.generator }],
      title: job.title,
      format: job.mediaType,
      assertions: [],
    }),
    context(job),
  );
  const ingredient = {
    title: job.title,
    format: job.originalType,
    relationship: 'parentOf',
    instance_id: PARENT,
  };
  await builder.addIngredientFromBlob(JSON.stringify(ingredient), job.originalType, new HeldBlob(original));
  builder.addAction({ action: 'c2pa.opened', parameters: { ingredientIds: [PARENT] } });
  for (const action of job.actions) builder.addAction({ action });
  for (const uri of privateAssertions(original)) builder.addRedaction(uri, 'c2pa.PII.present');
  const reserved = chain.reduce((sum, one) => sum + one.length, ROOM_BYTES);
  const signer = {
    alg: algorithm,
    reserveSize: reserved,
    sign: (claim: Uint8Array) => Promise.resolve(coseSign1(claim, { key, algorithm, chain }, reserved)),
  };
  return builder.sign(signer, [], job.mediaType, new HeldBlob(picture));
}

/**
 * What the original's manifests say beside the bare history: thumbnails that show the uncropped picture, positions, authors. It is taken
 * out where the picture leaves, which C2PA allows and shows (C2PA 2.4 §6.8); actions, hashes, ingredients and wishes about
 * training stay.
 */
function privateAssertions(original: Buffer): readonly string[] {
  const found = findC2pa(original);
  return (found ? c2paAssertions(found.store) : [])
    .filter(({ label }) => !KEPT_ASSERTIONS.test(label))
    .map(({ manifest, label }) => `self#jumbf=/c2pa/${manifest}/c2pa.assertions/${label}`);
}

function certificatesIn(pem: string): readonly Uint8Array[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block).raw);
}
