import { join } from 'node:path';
import { documentReader, type DocumentReader } from '#engines/document-reader/document-reader.ts';
import { guardedFetcher, type GuardedFetcher } from '#engines/guarded-fetch/guarded-fetch.ts';
import { homeFetch, type HomeFetch } from '#engines/guarded-fetch/home-fetch.ts';
import { destinationOpener } from '#engines/destinations/open-destination.ts';
import { alertHook } from '#engines/destinations/alert-hook.ts';
import { httpEmbedder } from '#engines/language-services/http-embedder.ts';
import { httpTranslator } from '#engines/language-services/http-translator.ts';
import { nearness } from '#engines/language-services/nearness.ts';
import { makeSeal } from '#engines/seal.ts';
import { letterBox } from '#engines/letter-box.ts';
import { makeProvenanceTools } from '#engines/provenance/provenance-tools.ts';
import { makeDerivativeMaker } from '#engines/renditions/make-derivative.ts';
import { makeEvidencePrinter } from '#engines/evidence/print-evidence.ts';
import { readAttachment } from '#engines/evidence/read-attachment.ts';
import { verifyPasskey } from '#engines/verify-passkey.ts';
import { nodeHash, systemChance, systemClock, systemIds } from '#engines/world.ts';
import { checkPublicKey, thumbprintOf } from '#partners/keys/public-key.ts';
import { bundleFiles } from '#partners/bundle-files.ts';
import { noteVerifier } from '#partners/keys/note-verifier.ts';
import { partnerNode } from '#partners/partner-node.ts';
import { publicPage } from '#partners/public-page.ts';
import { witnessNode } from '#partners/witness-node.ts';
import type { Lexicons } from '#formats/lexicon/read-question.ts';
import type { DocumentNeeds } from '#formats/convert.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import type { VerifyNote } from '#formats/tlog/checkpoint.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import type { Near } from '#domain/search/near.ts';
import type { Translator } from '#ports/translator.ts';
import type { Embedder } from '#ports/embedder.ts';
import type { AlertHook } from '#ports/alert-hook.ts';
import type { WitnessNode } from '#ports/witness.ts';
import type { ChannelMarks } from '#ports/channel-marks.ts';
import type { KeptKeys } from '#ports/kept-keys.ts';
import type { KeySafe } from '#ports/keys.ts';
import type { RestorationMark } from '#ports/restoration.ts';
import type { LogMarks } from '#ports/log-marks.ts';
import type { Letters } from '#ports/letters.ts';
import type { BundleFiles } from '#ports/bundle-files.ts';
import type { BlobFiles, BlobParts } from '#ports/blob-store.ts';
import type { MakeDerivative } from '#ports/publication-pictures.ts';
import type { ReadProvenance, SignSuccessor } from '#ports/provenance.ts';
import type { PartnerNode } from '#ports/partner-node.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { PrintEvidence, ReadAttachment } from '#ports/evidence-printer.ts';
import type { VerifyPasskey } from '#ports/passkeys.ts';
import type { RequestNonces } from '#ports/request-nonces.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Chance, Clock, Hash, Ids } from '#ports/world.ts';
import { keepPicture } from '#sources/source-pictures.ts';
import { agencyDirectory } from '#store/agency-directory.ts';
import { aloneOn } from '#store/alone.ts';
import { blobFiles } from '#store/blob-files.ts';
import { blobParts } from '#store/blob-parts.ts';
import { channelMarks } from '#store/channel-marks.ts';
import { keptKeys } from '#store/kept-keys.ts';
import { logMarks } from '#store/log-marks.ts';
import { oneAtATime } from '#store/one-at-a-time.ts';
import { requestNonces } from '#store/request-nonces.ts';
import { restorationMark } from '#store/restoration-mark.ts';
import type { Station } from '#store/station.ts';
import type { Stores } from '#store/open-stores.ts';
import type { LogRounds } from '#app/ledger/hash-anew.ts';
import { without } from '#app/item/dialect/dialects-in-force.ts';
import type { KeepPicture } from '#app/item/ingest-document.ts';
import type { SeeCopiesNeeds } from '#app/correction/see-copies.ts';
import { lexiconsBeside, type LexiconsFor } from '#app/translation/memory/recall-memory.ts';
import type { DestinationTools } from '#app/publication/push/push-needs.ts';
import type { KeyTools } from '#app/newsroom/check-keys.ts';
import type { NodeConfig } from '../config.ts';
import { openLexicons } from '../open-lexicons.ts';
import type { NodeSecrets } from '../node-secrets.ts';
import type { OpenStore } from '../open-store.ts';
import { VERSION } from '../version.ts';
import { openAgencyKeys, type AgencyKeys } from './agency-keys.ts';

/** Everything that use cases of one running node are given; each takes what it names. */
export type NodeTools = AgencyKeys &
  KeyTools & {
    readonly transact: Transact<Stores>;
    readonly agencies: AgencyDirectory;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly hash: Hash;
    readonly nonces: RequestNonces;
    readonly chance: Chance;
    readonly files: BlobFiles;
    readonly parts: BlobParts;
    readonly bundleFiles: BundleFiles;
    readonly letters: Letters;
    readonly makeDerivative: MakeDerivative;
    readonly readProvenance: ReadProvenance;
    readonly signSuccessor: SignSuccessor;
    readonly fetcher: GuardedFetcher;
    readonly openDoors: HomeFetch['openDoors'];
    readonly destinations: DestinationTools;
    readonly alertHook: AlertHook;
    readonly lexicons: Lexicons;
    readonly lexiconsFor: LexiconsFor;
    readonly embedder?: Embedder;
    readonly translator?: Translator;
    readonly readsMachine: boolean;
    readonly nearTo?: (text: string) => Promise<Near | undefined>;
    readonly reader: DocumentReader;
    readonly readForeign: DocumentReader['read'];
    readonly lookForeign: DocumentReader['look'];
    readonly studyForeign: DocumentReader['study'];
    /** Dialects that lie in the data folder. */
    readonly fileDialects: readonly Dialect[];
    readonly keepPicture: KeepPicture;
    readonly partnerNode: PartnerNode;
    readonly witnessNode: WitnessNode;
    readonly seePage: SeeCopiesNeeds['seePage'];
    readonly verifyNote: VerifyNote;
    readonly logMarks: LogMarks;
    readonly logRounds: LogRounds;
    readonly channelMarks: ChannelMarks;
    readonly restoration: RestorationMark;
    readonly keptKeys: KeptKeys;
    readonly publicOrigin: string;
    /** Nobody reaches this node: partners are brought what it has to say. */
    readonly deposits: boolean;
    /** The version of the program. */
    readonly release: string;
    readonly verifyPasskey: VerifyPasskey;
    readonly printEvidence: PrintEvidence;
    readonly readAttachment: ReadAttachment;
  };

export function nodeTools(
  config: NodeConfig,
  secrets: NodeSecrets,
  store: OpenStore,
  keys: AgencyKeys,
): NodeTools {
  const fetcher = guardedFetcher();
  const agencies = takenUp(agencyDirectory(store.app.db), keys);
  const home = homeFetch(fetcher.fetch, isOursOf(config, agencies));
  const reader = documentReader();
  const { files, parts } = blobsIn(join(config.dataFolder, 'blobs'));
  const world = { clock: systemClock, ids: systemIds, hash: nodeHash, chance: systemChance };
  return {
    ...keys,
    ...world,
    checkPublicKey,
    thumbprintOf,
    transact: store.transact,
    agencies,
    openDoors: home.openDoors,
    nonces: requestNonces(store.app.db),
    files,
    parts,
    bundleFiles: bundleFiles(join(config.dataFolder, 'bundles')),
    letters: lettersOf(config),
    makeDerivative: makeDerivativeMaker(),
    ...makeProvenanceTools(config.provenance),
    fetcher,
    destinations: destinationTools(config, secrets, { fetcher, station: store.station }),
    alertHook: alertHook({ fetch: fetcher.fetch, allowHosts: config.allowHosts }),
    ...searchTools(config, store, { fetcher, clock: world.clock }),
    reader,
    readForeign: (sourceId, bytes, needs) => reader.read(sourceId, bytes, withFiles(needs, config)),
    lookForeign: (sourceId, bytes, needs) => reader.look(sourceId, bytes, withFiles(needs, config)),
    studyForeign: reader.study,
    fileDialects: config.dialects,
    keepPicture: (agency, bytes) => keepPicture({ blobs: files }, agency, bytes),
    partnerNode: partnerNode({
      ...world,
      parts,
      fetch: home.fetch,
      allowHosts: config.allowHosts,
      requestSigner: keys.requestSigner,
      formerRequestSigners: keys.formerRequestSigners,
    }),
    witnessNode: witnessNode(home.fetch, config.allowHosts),
    seePage: publicPage(home.fetch, reader.page, config.allowHosts),
    verifyNote: noteVerifier(),
    ...marksOf(config, store),
    keptKeys: keptKeysOf(config),
    logRounds: new Map(),
    publicOrigin: config.publicOrigin,
    deposits: config.deposits,
    release: VERSION,
    verifyPasskey,
    printEvidence: makeEvidencePrinter(),
    readAttachment,
  };
}

function lettersOf({ dataFolder, publicOrigin }: NodeConfig): Letters {
  return letterBox(join(dataFolder, 'letters'), `pactwire@${new URL(publicOrigin).hostname}`, systemClock);
}

/** Is this the address of an agency that lives here? */
function isOursOf({ publicOrigin }: NodeConfig, agencies: AgencyDirectory) {
  return async (origin: string): Promise<boolean> =>
    origin === publicOrigin ||
    (await agencies.list()).some(({ did }) => originOfDid(did, publicOrigin) === origin);
}

/** What stands beside the database, and is not put back with it. */
function marksOf(
  { dataFolder }: NodeConfig,
  store: OpenStore,
): Pick<NodeTools, 'channelMarks' | 'logMarks' | 'restoration'> {
  return {
    channelMarks: channelMarks(join(dataFolder, 'channel-marks'), aloneOn(store.app.db)),
    logMarks: logMarks(join(dataFolder, 'log-marks')),
    restoration: restorationMark(join(dataFolder, 'restoration')),
  };
}

function blobsIn(folder: string): Pick<NodeTools, 'files' | 'parts'> {
  return { files: blobFiles(folder), parts: blobParts(folder) };
}

/** What questions are put into other languages by, and the services that stories are placed and translated by, if there are any. */
function searchTools(
  { dataFolder, embeddings, translation, allowHosts }: NodeConfig,
  { transact }: OpenStore,
  { fetcher, clock }: { readonly fetcher: GuardedFetcher; readonly clock: Clock },
): Pick<NodeTools, 'lexicons' | 'lexiconsFor' | 'embedder' | 'nearTo' | 'translator' | 'readsMachine'> {
  const lexicons = openLexicons(dataFolder);
  const world = { fetch: fetcher.fetch, allowHosts };
  const tools = {
    lexicons,
    lexiconsFor: lexiconsBeside({ lexicons, transact }),
    readsMachine: translation !== undefined,
    ...(translation ? { translator: httpTranslator(translation, world) } : {}),
  };
  if (!embeddings) return tools;
  const embedder = httpEmbedder(embeddings, world);
  return { ...tools, embedder, nearTo: nearness(embedder, clock) };
}

/** An agency's own dialects come before those that lie in the data folder for all. */
function withFiles({ dialects: own = [], ...needs }: DocumentNeeds, { dialects }: NodeConfig): DocumentNeeds {
  return { ...needs, dialects: [...own, ...without(dialects, own)] };
}

/** Beside the database, like the marks: what an old backup must not take back. */
function keptKeysOf({ dataFolder }: NodeConfig): KeptKeys {
  return keptKeys(join(dataFolder, 'kept-keys'));
}

/** The agencies that this process has opened the keys of: one that was founded a moment ago is not there yet. */
function takenUp(founded: AgencyDirectory, { keysOf }: Pick<AgencyKeys, 'keysOf'>): AgencyDirectory {
  const isOpen = ({ id }: Agency): boolean => keysOf(id).length > 0;
  const ifOpen = (agency: Agency | undefined) => (agency && isOpen(agency) ? agency : undefined);
  return {
    list: async () => (await founded.list()).filter(isOpen),
    find: async (id) => ifOpen(await founded.find(id)),
    byDid: async (did) => ifOpen(await founded.byDid(did)),
  };
}

/** The keys of these agencies, as the database and the folder beside it have them. */
export function openKeys(
  config: NodeConfig,
  { transact }: OpenStore,
  { agencies, safe }: { readonly agencies: readonly Agency[]; readonly safe: KeySafe },
): Promise<AgencyKeys> {
  const read = ({ id }: Agency) => transact(id, (stores) => stores.agencies.keys());
  return openAgencyKeys(agencies, read, safe, keptKeysOf(config));
}

function destinationTools(
  { allowHosts }: NodeConfig,
  { nodeSecret }: NodeSecrets,
  {
    fetcher: { fetch },
    station,
  }: { readonly fetcher: GuardedFetcher; readonly station: Station | undefined },
): DestinationTools {
  const seal = makeSeal(nodeSecret);
  const contextOf = (destinationId: string): string => `secret of destination ${destinationId}`;
  return {
    open: destinationOpener({ fetch, allowHosts }),
    seal: (secret, destinationId) => seal.seal(secret, contextOf(destinationId)),
    unseal: (sealed, destinationId) => seal.open(sealed, contextOf(destinationId)),
    underway: oneAtATime(station),
  };
}
