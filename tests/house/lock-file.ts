import type { JsonObject } from '#kernel/json.ts';
import { isJsonObject } from '#kernel/json.ts';

/** One installed package of `package-lock.json`. */
export type Locked = {
  readonly name: string;
  readonly place: string;
  readonly version: string;
  readonly isProduction: boolean;
  readonly isForLinux: boolean;
  readonly hasInstallScript: boolean;
  readonly resolved: string | undefined;
  readonly isSealed: boolean;
};

/** The floors and bans of `tools/version-floors.json`. */
export type Floors = {
  readonly lookedUpOn: string;
  readonly maxAgeDays: number;
  readonly floors: Readonly<Record<string, readonly string[]>>;
  readonly forbidden: Readonly<Record<string, string>>;
  /** Forbidden ones that development may have, because something is measured against them. */
  readonly measuredAgainst: Readonly<Record<string, string>>;
  readonly maxProductionPackages: number;
  readonly installScripts: Readonly<Record<string, string>>;
  /** Packages whose script npm is told not to run, and why they do without. */
  readonly deniedScripts: Readonly<Record<string, string>>;
};

/** npm's own rule for `os`, `cpu` and `libc`: listed, or not excluded. */
function fits(list: unknown, value: string): boolean {
  if (!Array.isArray(list)) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((entry) => String(entry).startsWith('!'));
}

function locked(place: string, entry: JsonObject): Locked {
  return {
    name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    place,
    version: typeof entry['version'] === 'string' ? entry['version'] : '0.0.0',
    isProduction: entry['dev'] !== true && entry['devOptional'] !== true,
    isForLinux: fits(entry['os'], 'linux') && fits(entry['cpu'], 'x64') && fits(entry['libc'], 'glibc'),
    hasInstallScript: entry['hasInstallScript'] === true,
    isSealed: typeof entry['integrity'] === 'string' || entry['inBundle'] === true,
    resolved: typeof entry['resolved'] === 'string' ? entry['resolved'] : undefined,
  };
}

/** Every package of a lock file (version 3), in its order, without the house itself. */
export function lockedPackages(lockFile: unknown): Locked[] {
  if (!isJsonObject(lockFile) || !isJsonObject(lockFile['packages'])) throw new Error('not a lock file');
  return Object.entries(lockFile['packages']).flatMap(([place, entry]) =>
    place !== '' && isJsonObject(entry) ? [locked(place, entry)] : [],
  );
}

function numbers(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map(Number);
}

/** At least one floor: within a floor's own major, at or above it; a major above all floors is newer than they are. */
export function meetsFloor(version: string, floors: readonly string[]): boolean {
  const [major = 0, ...rest] = numbers(version);
  const majors = floors.map((floor) => numbers(floor)[0] ?? 0);
  if (major > Math.max(...majors)) return true;
  return floors.some((floor) => {
    const [floorMajor = 0, minor = 0, patch = 0] = numbers(floor);
    const [atMinor = 0, atPatch = 0] = rest;
    return major === floorMajor && (atMinor > minor || (atMinor === minor && atPatch >= patch));
  });
}

/** What in a lock file breaks the supply-chain rules (T25), one line each. */
export function supplyFaults(packages: readonly Locked[], floors: Floors): string[] {
  const installed = packages.filter(({ isForLinux }) => isForLinux);
  const production = installed.filter(({ isProduction }) => isProduction);
  return [
    ...packages.filter(({ resolved }) => resolved).map(({ place }) => `${place}: the lock file names a host`),
    ...packages.filter(({ isSealed }) => !isSealed).map(({ place }) => `${place}: no hash of its content`),
    ...packages
      .filter(({ name }) => name in floors.forbidden)
      .filter(({ name, isProduction }) => isProduction || !(name in floors.measuredAgainst))
      .map(({ name }) => `${name}: forbidden, ${floors.forbidden[name]}`),
    ...packages
      .filter(({ name, version }) => !meetsFloor(version, floors.floors[name] ?? ['0.0.0']))
      .map(({ name, version }) => `${name} ${version}: below its floor ${floors.floors[name]?.join(' or ')}`),
    ...installed
      .filter(({ name, hasInstallScript }) => hasInstallScript && !(name in floors.installScripts))
      .filter(({ name }) => !(name in floors.deniedScripts))
      .map(({ name }) => `${name}: runs a script when it is installed`),
    ...(production.length > floors.maxProductionPackages
      ? [`${production.length} production packages, ${floors.maxProductionPackages} allowed`]
      : []),
  ];
}

/** Whole days since the floors were looked up. */
export function floorsAgeDays(floors: Floors, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(floors.lookedUpOn)) / 86_400_000);
}
