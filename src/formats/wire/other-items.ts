import type { ItemVersion } from '#domain/item/item.ts';
import { onlyGiven } from '../only-given.ts';
import type { Note } from '../read-item.ts';
import { gravestOf, statusNamed } from './status-words.ts';
import type { WireInstruction, WireItem, WireLink } from './wire-item.ts';

/** What a link asks to be done with the item that it leads to. */
type Told = { readonly asked: WireInstruction; readonly uri: string };

/** What the links of an item ask for other items: a kill of one stands beside an update of another. */
function toldByLinks({ uri: own, links }: WireItem): readonly Told[] {
  return links.flatMap((link) => {
    const asked = relationOf(link);
    return asked === undefined || link.uri === undefined || link.uri === own
      ? []
      : [{ asked, uri: link.uri }];
  });
}

/** `replaces`, `irel:corrects`, `Kill`: the verb of a relation. */
function relationOf({ rel }: WireLink): WireInstruction | undefined {
  const asked = statusNamed(rel.split(/[:/#]/).at(-1))?.instruction;
  return asked === 'repeat' || asked === 'publish' ? undefined : asked;
}

/** The gravest of what its links ask for. */
export function instructionOfLinks(item: WireItem): WireInstruction | undefined {
  return gravestOf(toldByLinks(item).map(({ asked }) => asked));
}

/** The items for which an item asks this, by its own instruction and by its links. */
export function othersAsked(item: WireItem, instruction: WireInstruction): readonly string[] {
  const named = item.instruction === instruction ? (item.about ?? []) : [];
  const linked = toldByLinks(item).filter(({ asked }) => asked === instruction);
  return [...new Set([...named, ...linked.map(({ uri }) => uri)])].filter((one) => one !== item.uri);
}

/** Identities that an item kills beside its own: a bare kill of each of them, dated like the item. */
export function killsOf(wire: WireItem, item: ItemVersion): readonly ItemVersion[] {
  return othersAsked(wire, 'kill').map((guid) => ({
    guid,
    version: item.version,
    versionCreatedAt: item.versionCreatedAt,
    provider: item.provider,
    newsType: item.newsType,
    pubStatus: 'canceled',
    language: item.language,
    headline: '',
    ...onlyGiven({ editorialNote: item.editorialNote ?? item.headline }),
    subjects: [],
    places: [],
    blocks: [],
    renditions: [],
    associations: [],
  }));
}

/**
 * Identities that an item asks to stop beside its own: its desk or its source lets them go on. A correction, an update or an advisory
 * changes nothing of another item by itself, and a person is told of it.
 */
export function stopsOf(wire: WireItem): readonly string[] {
  const killed = new Set(othersAsked(wire, 'kill'));
  return othersAsked(wire, 'withhold').filter((one) => !killed.has(one));
}

/** Does it give an order about another item? Then it may have no words and no class of its own. */
export function isOrder(wire: WireItem): boolean {
  return othersAsked(wire, 'kill').length > 0 || othersAsked(wire, 'withhold').length > 0;
}

/** A person is told of what a notice asks for other items; a kill tells of itself. */
export function noteOthers(wire: WireItem, note: Note): void {
  const place = wire.sources['about/0'] ?? wire.sources['instruction'] ?? wire.at;
  const stopped = stopsOf(wire);
  if (stopped.length > 0) note('notice-about-other', place, `The notice stops ${listed(stopped)}.`);
  for (const milder of ['correct', 'update', 'advise', 'repeat', 'publish'] as const) {
    const others = othersAsked(wire, milder);
    if (others.length > 0)
      note(
        'notice-about-other',
        place,
        `The notice is to ${milder} ${listed(others)}. That item stays as it is until a version of its own comes.`,
      );
  }
}

function listed(names: readonly string[]): string {
  return names.slice(0, 5).join(', ');
}
