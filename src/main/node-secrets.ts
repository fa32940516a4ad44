import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '#kernel/json.ts';
import type { RolePasswords } from '#store/prepare-database.ts';

/** What only this node knows: the key under which private keys rest, and the passwords of its own database. */
export type NodeSecrets = {
  readonly nodeSecret: Uint8Array;
  readonly superuserPassword: string;
  readonly passwords: RolePasswords;
};

const NAMES = [
  'nodeSecret',
  'postgres',
  'pactwire_migrator',
  'pactwire_app',
  'pactwire_portal',
  'pactwire_log',
] as const;

/** Reads the secrets of a data folder, making them at the first start. Without this file its private keys are lost. */
export function nodeSecrets(dataFolder: string): NodeSecrets {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'secrets.json');
  if (!existsSync(file))
    write(file, Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')])));
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const read = (name: (typeof NAMES)[number]): string => {
    const value = isJsonObject(json) ? json[name] : undefined;
    if (typeof value !== 'string')
      throw new Error(`${file} lacks "${name}": it belongs to this data folder and to no other`);
    return value;
  };
  return {
    nodeSecret: Buffer.from(read('nodeSecret'), 'base64url'),
    superuserPassword: read('postgres'),
    passwords: {
      pactwire_migrator: read('pactwire_migrator'),
      pactwire_app: read('pactwire_app'),
      pactwire_portal: read('pactwire_portal'),
      pactwire_log: read('pactwire_log'),
    },
  };
}

/** Complete or not there: written beside, synced, renamed. */
function write(file: string, secrets: Readonly<Record<string, string>>): void {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o600);
  writeSync(handle, JSON.stringify(secrets, null, 2));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
}
