import { collectPicture, pictureKind } from './collect-picture.ts';
import { concatBytes, standsAt, uintAt } from './located-bytes.ts';
import { readTiff } from './read-tiff.ts';
import { JPEG, splitJpeg } from './split-jpeg.ts';
import { splitPng } from './split-png.ts';
import { splitWebp } from './split-webp.ts';

/** A C2PA manifest store (C2PA 2.4 §11) as it stands in a file: JUMBF, unverified. `at` is where it begins, as `byte N`. */
export type FoundC2pa = { readonly store: Uint8Array; readonly at: string };

const TIFF_TAG = 0xcd41;

/**
 * Finds the manifest store of a picture (JPEG APP11, PNG `caBX`, WebP `C2PA`, TIFF tag 0xCD41; C2PA 2.4 appendix A), or takes a sidecar
 * (`.c2pa`) for what it is. Undefined where there is none, or where the file breaks off before it.
 */
export function findC2pa(bytes: Uint8Array): FoundC2pa | undefined {
  if (isStore(bytes)) return { store: bytes, at: 'byte 0' };
  switch (pictureKind(bytes)) {
    case 'jpeg':
      return inJpeg(bytes);
    case 'png': {
      const split = splitPng(bytes);
      return inChunk(split.ok ? split.value.chunks : [], 'caBX');
    }
    case 'webp': {
      const split = splitWebp(bytes);
      return inChunk(split.ok ? split.value : [], 'C2PA');
    }
    case 'tiff':
      return inTiff(bytes);
    case undefined:
      return undefined;
  }
}

/** A JUMBF superbox whose description has C2PA's type, a UUID that begins with `c2pa`. */
function isStore(bytes: Uint8Array): boolean {
  return standsAt(bytes, 4, 'jumb') && standsAt(bytes, 12, 'jumd') && standsAt(bytes, 16, 'c2pa');
}

type Chunk = { readonly type: string; readonly at: number; readonly data: Uint8Array };

function inChunk(chunks: readonly Chunk[], type: string): FoundC2pa | undefined {
  const found = chunks.find((chunk) => chunk.type === type && isStore(chunk.data));
  return found && { store: found.data, at: `byte ${found.at}` };
}

/** ISO 19566-5 annex D.2: `JP`, number of the box, number of the piece; every piece repeats the head of the box. */
function inJpeg(bytes: Uint8Array): FoundC2pa | undefined {
  const split = splitJpeg(bytes);
  const pieces = (split.ok ? split.value.segments : []).filter(
    ({ marker, data }) => marker === JPEG.app11 && standsAt(data, 0, 'JP') && data.length > 16,
  );
  const boxes = Map.groupBy(pieces, ({ data }) => uintAt(data, 2, 2) ?? 0);
  for (const box of boxes.values()) {
    const ordered = box.toSorted((a, b) => (uintAt(a.data, 4, 4) ?? 0) - (uintAt(b.data, 4, 4) ?? 0));
    const store = concatBytes(ordered.map(({ data }, index) => data.subarray(index === 0 ? 8 : 16)));
    const [first] = ordered;
    if (first && isStore(store)) return { store, at: `byte ${first.at}` };
  }
  return undefined;
}

function inTiff(bytes: Uint8Array): FoundC2pa | undefined {
  const parts = collectPicture(bytes, undefined);
  const [whole] = parts.ok ? parts.value.tiff : [];
  const entry = whole && readTiff(whole).directories[0]?.entries.get(TIFF_TAG);
  if (!entry || !isStore(entry.value.bytes)) return undefined;
  return { store: entry.value.bytes, at: `byte ${entry.value.placeOf(0)}` };
}
