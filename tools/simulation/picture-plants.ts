import type { BlobFiles } from '#ports/blob-store.ts';
import { inStores } from './changed-parts.ts';
import type { MemoryBlobFiles } from './memory/blob-files.ts';
import type { Parts } from './parts.ts';

/** Bugs about pictures: their bytes on the disk, on their way, and when they are gone. */
export const PICTURE_PLANTS = {
  'damaged-picture-is-given': {
    tools: (tools) => ({
      ...tools,
      files: {
        ...tools.files,
        read: async (agencyId, digest) =>
          isOfMemory(tools.files)
            ? tools.files.asTheyLie(agencyId, digest)
            : tools.files.read(agencyId, digest),
      },
    }),
  },
  'garbled-picture-counts': {
    handle: (handle) => async (job, to) => {
      const outcome = await handle(job, to);
      const isGarbled =
        typeof outcome === 'object' && 'again' in outcome && outcome.again.includes('what the name says');
      return isGarbled ? 'done' : outcome;
    },
  },
  'lost-picture-stays-lost': inStores(({ blobs, outbox }) => {
    let isLost = false;
    return {
      blobs: {
        ...blobs,
        async forgetGiven(digest) {
          isLost = true;
          await blobs.forgetGiven(digest);
        },
      },
      outbox: { ...outbox, put: async (...job) => (isLost ? undefined : outbox.put(...job)) },
    };
  }),
} as const satisfies Readonly<Record<string, Partial<Parts>>>;

function isOfMemory(files: BlobFiles): files is MemoryBlobFiles {
  return 'asTheyLie' in files;
}
