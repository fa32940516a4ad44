import { totalmem } from 'node:os';

const MEGABYTE = 1024 * 1024;
const LEAST = 96;
const MOST = 2048;
/** PostgreSQL’s usual quarter is that of a machine of its own; a node, and on a laptop everything else, live beside it. */
const PART = 1 / 16;

/**
 * The `shared_buffers` of a cluster on a machine of so many bytes. Pages that are not used cost nothing. A search among a million stories reads some
 * thousand pages, here and there, and copies each from the system’s cache that does not stand here.
 */
export function sharedBuffers(bytes: number): string {
  return `${Math.round(Math.min(MOST, Math.max(LEAST, (bytes / MEGABYTE) * PART)))}MB`;
}

/** What there is for this process and those beside it: of the machine, or of the container that it is in. */
export function memoryHere(): number {
  const ofContainer = process.constrainedMemory();
  return ofContainer > 0 ? Math.min(totalmem(), ofContainer) : totalmem();
}
