import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '#kernel/json.ts';

/** Settings that must be the same for the command line as for the node it stands beside. */
const REMEMBERED = [
  'PACTWIRE_HOST',
  'PACTWIRE_PORT',
  'PACTWIRE_ORIGIN',
  'PACTWIRE_ALLOW_HOSTS',
  'PACTWIRE_SOURCE_ROOTS',
  'PACTWIRE_DEMO',
] as const;

type Settings = {
  readonly host: string;
  readonly port: number;
  readonly publicOrigin: string;
  readonly allowHosts: readonly string[];
  readonly sourceRoots: readonly string[];
  readonly isDemo: boolean;
};

/** Written by a node at its start, so that `pactwire --data` needs no second copy of its settings. Holds no secret. */
export function rememberConfig(config: Settings & { readonly dataFolder: string }): void {
  const file = fileIn(config.dataFolder);
  const environment: Record<(typeof REMEMBERED)[number], string> = {
    PACTWIRE_HOST: config.host,
    PACTWIRE_PORT: String(config.port),
    PACTWIRE_ORIGIN: config.publicOrigin,
    PACTWIRE_ALLOW_HOSTS: config.allowHosts.join(','),
    PACTWIRE_SOURCE_ROOTS: config.sourceRoots.join(','),
    PACTWIRE_DEMO: config.isDemo ? '1' : '',
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(environment, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** As environment variables; empty for a folder that no node has started in. */
export function rememberedEnvironment(dataFolder: string): Readonly<Record<string, string>> {
  const file = fileIn(dataFolder);
  if (!existsSync(file)) return {};
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isJsonObject(json)) return {};
  return Object.fromEntries(
    REMEMBERED.flatMap((name) => {
      const value = json[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'settings.json');
}
