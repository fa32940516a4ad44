import { accept, type Result } from '#kernel/result.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { SourcePicture } from '#domain/publication/story-pictures.ts';
import { parsePicture } from '#formats/picture/parse-picture.ts';
import { writePictureMetadata } from '#formats/picture/write-picture-metadata.ts';
import { wordPicture } from '#app/take/word-picture.ts';
import type { Derivative } from '#ports/publication-pictures.ts';
import type { ProvenanceRefusal, SignSuccessor, Successor } from '#ports/provenance.ts';

type ToDress = {
  readonly derivative: Derivative;
  readonly original: Uint8Array;
  readonly picture: SourcePicture;
  readonly content: ItemVersion;
};

/**
 * A derivative that says whose it is and on what terms, wherever it is copied to, and that carries Content Credentials with its original
 * as ingredient where this node can sign. One that cannot be signed is handed back unsigned, with the reason.
 */
export async function dressPicture(
  signSuccessor: SignSuccessor | undefined,
  { derivative, original, picture, content }: ToDress,
): Promise<{ readonly derivative: Derivative; readonly unsigned?: ProvenanceRefusal }> {
  const worded = writePictureMetadata(derivative.bytes, wordPicture(content, picture));
  const bytes = worded.ok ? worded.value : derivative.bytes;
  const successor = {
    picture: bytes,
    original,
    title: picture.guid,
    actions: actionsOf(original, derivative),
  };
  const signed: Result<Uint8Array, ProvenanceRefusal> = signSuccessor
    ? await signSuccessor(successor)
    : accept(bytes);
  return signed.ok
    ? { derivative: { ...derivative, bytes: signed.value } }
    : { derivative: { ...derivative, bytes }, unsigned: signed.error };
}

/** It is always encoded anew; made smaller it is when its original says another size. */
function actionsOf(original: Uint8Array, { width, height }: Derivative): Successor['actions'] {
  const read = parsePicture(original);
  const before = read.ok ? read.value.items[0]?.renditions[0] : undefined;
  const isSame = before?.width === width && before.height === height;
  return isSame ? ['c2pa.transcoded'] : ['c2pa.resized', 'c2pa.transcoded'];
}
