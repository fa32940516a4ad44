import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EmbeddingService } from '#engines/language-services/http-embedder.ts';
import type { TranslationService } from '#engines/language-services/http-translator.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { readDialects } from './read-dialects.ts';
import { rememberedEnvironment } from './remembered-config.ts';

/** What a process of a node does: answer who calls, do what nobody asks for, or both. */
export const ROLES = ['web', 'worker', 'all'] as const;

/** How one process of a node runs; read once, before anything starts. */
export type NodeConfig = {
  readonly role: (typeof ROLES)[number];
  /** Everything the node keeps: database, pictures, watched folders, secrets. */
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** Where people and partners reach this node, without a slash at the end. */
  readonly publicOrigin: string;
  /** Ready-made seats, on loopback only. */
  readonly isDemo: boolean;
  /** `host:port` pairs that may be fetched from though they are not public (the partner of the demo, a feed in the house). */
  readonly allowHosts: readonly string[];
  /** Nobody reaches this node from outside: it brings partners what it has to say. */
  readonly deposits: boolean;
  readonly metricsToken?: string;
  /** The other newsroom of the demo. */
  readonly otherNewsroom?: {
    readonly vi: string;
    readonly 'zh-Hans': string;
    readonly en: string;
    readonly url: string;
  };
  readonly trustedProxies: readonly string[];
  /** Folders under which sources may be watched, beside the node's own inbox; files are moved out of watched folders. */
  readonly sourceRoots: readonly string[];
  /** What agencies do differently, as this house wrote it down (docs/dialects.md). */
  readonly dialects: readonly Dialect[];
  /** A service that places texts in the space of a model; none unless it is set. */
  readonly embeddings?: EmbeddingService;
  /** A service that translates by machine, for searching; none unless it is set. */
  readonly translation?: TranslationService;
  /** PEM texts: what public pictures are signed with, and who is trusted to say who signed others' (C2PA). */
  readonly provenance: { readonly certificates?: string; readonly key?: string; readonly trust?: string };
};

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 4310;
const DEFAULT_DATA = './data/node';

/** Reads the environment; every fault is listed at once, so that one start shows them all. `NAME_FILE` names a file. */
export function readConfig(environment: Environment = process.env): NodeConfig {
  const faults: string[] = [];
  const port = readPort(environment, faults);
  const host = valueOf(environment, 'PACTWIRE_HOST', faults) ?? '127.0.0.1';
  const publicOrigin = readOrigin(environment, port, faults);
  const isDemo = valueOf(environment, 'PACTWIRE_DEMO', faults) === '1';
  if (isDemo && host !== '127.0.0.1' && host !== '::1' && host !== 'localhost')
    faults.push('PACTWIRE_DEMO=1 needs PACTWIRE_HOST to be loopback: demo seats have no passwords');
  const role = readRole(environment, faults);
  const token = valueOf(environment, 'PACTWIRE_METRICS_TOKEN', faults);
  const other = readOther(environment, faults);
  const provenance = readProvenance(environment, faults);
  const services = readServices(environment, faults);
  const dataFolder = resolve(valueOf(environment, 'PACTWIRE_DATA', faults) ?? DEFAULT_DATA);
  const dialects = readDialects(dataFolder, faults);
  if (faults.length > 0)
    throw new Error(`The configuration has ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
  return Object.freeze({
    role,
    dataFolder,
    host,
    port,
    publicOrigin,
    isDemo,
    deposits: valueOf(environment, 'PACTWIRE_DEPOSITS', faults) === '1',
    allowHosts: listOf(valueOf(environment, 'PACTWIRE_ALLOW_HOSTS', faults)),
    sourceRoots: listOf(valueOf(environment, 'PACTWIRE_SOURCE_ROOTS', faults)),
    trustedProxies: listOf(valueOf(environment, 'PACTWIRE_TRUSTED_PROXIES', faults)),
    dialects,
    provenance,
    ...services,
    ...(token === undefined ? {} : { metricsToken: token }),
    ...(other === undefined ? {} : { otherNewsroom: other }),
  });
}

/** What the command line works with: its own options and environment first, then what the node last started with. */
export function readConfigBeside(
  given: { readonly data?: string; readonly port?: string; readonly origin?: string; readonly role?: string },
  environment: Environment = process.env,
): NodeConfig {
  const data = resolve(given.data ?? environment['PACTWIRE_DATA'] ?? DEFAULT_DATA);
  return readConfig({
    ...rememberedEnvironment(data),
    ...environment,
    PACTWIRE_DATA: data,
    ...(given.port === undefined ? {} : { PACTWIRE_PORT: given.port }),
    ...(given.origin === undefined ? {} : { PACTWIRE_ORIGIN: given.origin }),
    ...(given.role === undefined ? {} : { PACTWIRE_ROLE: given.role }),
  });
}

/** Has a founding been begun in the data folder? Looks at the disk only, and makes nothing. */
export function isFounded({ dataFolder }: NodeConfig): boolean {
  return existsSync(join(dataFolder, 'secrets.json'));
}

/** The key that `pactwire mcp` shows to a node. */
export function readApiKey(environment: Environment = process.env): string | undefined {
  const faults: string[] = [];
  const key = valueOf(environment, 'PACTWIRE_API_KEY', faults);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return key;
}

/** Where a node is reached on its own computer. */
export function authorityOf({ host, port }: Pick<NodeConfig, 'host' | 'port'>): string {
  const near = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `${near.includes(':') ? `[${near}]` : near}:${port}`;
}

function readPort(environment: Environment, faults: string[]): number {
  const text = valueOf(environment, 'PACTWIRE_PORT', faults) ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) faults.push(`PACTWIRE_PORT is no port: ${text}`);
  return port;
}

function readRole(environment: Environment, faults: string[]): NodeConfig['role'] {
  const text = valueOf(environment, 'PACTWIRE_ROLE', faults) ?? 'all';
  const role = ROLES.find((one) => one === text);
  if (role === undefined) faults.push(`PACTWIRE_ROLE is one of ${ROLES.join(', ')}: ${text}`);
  return role ?? 'all';
}

function readOrigin(environment: Environment, port: number, faults: string[]): string {
  const text = valueOf(environment, 'PACTWIRE_ORIGIN', faults) ?? `http://localhost:${port}`;
  if (!URL.canParse(text) || new URL(text).origin !== text)
    faults.push(
      `PACTWIRE_ORIGIN must be scheme, host and port alone, such as https://exchange.example: ${text}`,
    );
  return text;
}

function readProvenance(environment: Environment, faults: string[]): NodeConfig['provenance'] {
  const certificates = valueOf(environment, 'PACTWIRE_C2PA_CERTIFICATES', faults);
  const key = valueOf(environment, 'PACTWIRE_C2PA_KEY', faults);
  const trust = valueOf(environment, 'PACTWIRE_C2PA_TRUST', faults);
  if ((certificates === undefined) !== (key === undefined))
    faults.push('PACTWIRE_C2PA_CERTIFICATES and PACTWIRE_C2PA_KEY belong together: one of them is missing');
  return {
    ...(certificates === undefined ? {} : { certificates }),
    ...(key === undefined ? {} : { key }),
    ...(trust === undefined ? {} : { trust }),
  };
}

/** What is asked beside the node's own means; none of it unless it is set. */
function readServices(
  environment: Environment,
  faults: string[],
): Pick<NodeConfig, 'embeddings' | 'translation'> {
  const embeddings = readEmbeddings(environment, faults);
  const translation = readTranslation(environment, faults);
  return { ...(embeddings ? { embeddings } : {}), ...(translation ? { translation } : {}) };
}

function readEmbeddings(environment: Environment, faults: string[]): EmbeddingService | undefined {
  const url = valueOf(environment, 'PACTWIRE_EMBEDDINGS_URL', faults);
  const model = valueOf(environment, 'PACTWIRE_EMBEDDINGS_MODEL', faults);
  const key = valueOf(environment, 'PACTWIRE_EMBEDDINGS_KEY', faults);
  if (url === undefined && model === undefined) return undefined;
  if (url !== undefined && model !== undefined && URL.canParse(url))
    return { url, model, ...(key === undefined ? {} : { key }) };
  faults.push(
    'PACTWIRE_EMBEDDINGS_URL must be the whole address, such as http://127.0.0.1:8080/v1/embeddings, and PACTWIRE_EMBEDDINGS_MODEL name its model',
  );
  return undefined;
}

function readTranslation(environment: Environment, faults: string[]): TranslationService | undefined {
  const url = valueOf(environment, 'PACTWIRE_TRANSLATION_URL', faults);
  const asked = valueOf(environment, 'PACTWIRE_TRANSLATION_KIND', faults);
  const key = valueOf(environment, 'PACTWIRE_TRANSLATION_KEY', faults);
  if (url === undefined && asked === undefined) return undefined;
  const kind = (['libretranslate', 'deepl'] as const).find((one) => one === asked);
  if (url !== undefined && kind !== undefined && URL.canParse(url))
    return { url, kind, ...(key === undefined ? {} : { key }) };
  faults.push(
    'PACTWIRE_TRANSLATION_URL must be the whole address, such as http://127.0.0.1:5000/translate, and PACTWIRE_TRANSLATION_KIND libretranslate or deepl',
  );
  return undefined;
}

function readOther(environment: Environment, faults: string[]): NodeConfig['otherNewsroom'] {
  const text = valueOf(environment, 'PACTWIRE_OTHER_NEWSROOM', faults);
  if (text === undefined) return undefined;
  const [vi, hans, en, url] = text.split('|');
  if (vi && hans && en && url) return { vi, 'zh-Hans': hans, en, url };
  faults.push('PACTWIRE_OTHER_NEWSROOM must be vi|zh-Hans|en|url');
  return undefined;
}

function valueOf(environment: Environment, name: string, faults: string[]): string | undefined {
  const file = environment[`${name}_FILE`];
  if (file === undefined) return environment[name] === '' ? undefined : environment[name];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    faults.push(`${name}_FILE names a file that cannot be read: ${file}`);
    return undefined;
  }
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
