import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WirePlace } from '../wire/wire-item.ts';
import type { Said } from './picture-fields.ts';

/** The parts of one location, from the narrowest. */
export type PlaceParts = {
  readonly sublocation?: Said | undefined;
  readonly city?: Said | undefined;
  readonly state?: Said | undefined;
  readonly country?: Said | undefined;
  readonly countryCode?: Said | undefined;
};

/** Adds each part as a place of its own with the country it is in; a country alone is a place too. */
export function addPlaces(item: WireItemBuilder, role: WirePlace['role'], parts: PlaceParts): void {
  const country = parts.countryCode?.text ?? parts.country?.text;
  const within = country === undefined ? {} : { country };
  // `-` stands where a form asks for a state that there is none of.
  const narrower = [parts.sublocation, parts.city, parts.state]
    .filter((part) => part !== undefined)
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  for (const { text, at } of narrower) item.add('places', { name: text, role, ...within }, at);
  const whole = parts.country ?? parts.countryCode;
  if (narrower.length === 0 && whole !== undefined)
    item.add('places', { name: whole.text, role, ...within }, whole.at);
  // A country's name beside its code says nothing more than the code where a narrower place carries that.
}
