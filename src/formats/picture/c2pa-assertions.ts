import { latin1Of, standsAt, uintAt } from './located-bytes.ts';

/** One assertion of a manifest store: the manifest's label and its own. */
export type C2paAssertion = { readonly manifest: string; readonly label: string };

const MOST_BOXES = 2000;

/** The assertions of all manifests of a store, by their labels (C2PA 2.4 §11.1, ISO 19566-5 §A); nothing of them is verified. */
export function c2paAssertions(store: Uint8Array): readonly C2paAssertion[] {
  const manifests = childrenOf(store).slice(0, MOST_BOXES);
  return manifests.flatMap((manifest) =>
    childrenOf(manifest.box)
      .filter(({ label }) => label === 'c2pa.assertions')
      .flatMap(({ box }) => childrenOf(box).slice(0, MOST_BOXES))
      .map(({ label }) => ({ manifest: manifest.label, label })),
  );
}

type Superbox = { readonly label: string; readonly box: Uint8Array };

/** The superboxes directly inside a superbox. */
function childrenOf(superbox: Uint8Array): readonly Superbox[] {
  const children: Superbox[] = [];
  let at = 8;
  while (at + 8 <= superbox.length && children.length <= MOST_BOXES) {
    const length = uintAt(superbox, at, 4) ?? 0;
    const end = at + length;
    if (length < 8 || end > superbox.length) break;
    const box = superbox.subarray(at, end);
    if (standsAt(box, 4, 'jumb')) children.push({ label: labelOf(box), box });
    at = end;
  }
  return children;
}

/** The description is the first box inside: type of 16 bytes, toggles, then the label up to a zero. */
function labelOf(superbox: Uint8Array): string {
  const hasLabel = standsAt(superbox, 12, 'jumd') && ((superbox[32] ?? 0) & 2) !== 0;
  const end = superbox.indexOf(0, 33);
  return hasLabel && end !== -1 ? latin1Of(superbox.subarray(33, end)) : '';
}
