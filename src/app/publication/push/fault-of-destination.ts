import type { DestinationKind, DestinationNeeds, DestinationSetting } from '#kernel/destination-kind.ts';

type Asked = {
  readonly kind: DestinationKind;
  readonly name: string;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret?: string;
};

export type DestinationFault = { readonly at: string; readonly detail: string };

/** What a kind needs and does not get, or gets and does not know: the first fault, by the field it is in. */
export function faultOfDestination(needs: DestinationNeeds, asked: Asked): DestinationFault | undefined {
  if (asked.name.trim() === '') return { at: 'name', detail: 'must not be empty' };
  return faultOfPlace(needs, asked) ?? faultOfSettings(needs, asked) ?? faultOfSecret(needs, asked);
}

function faultOfPlace(
  { place: { schemes } }: DestinationNeeds,
  { place }: Asked,
): DestinationFault | undefined {
  if (schemes.length === 0 || isAddress(place.trim(), schemes)) return undefined;
  return {
    at: 'place',
    detail: `must be a whole ${schemes.toReversed().join(' or ')} address without a name or password in it`,
  };
}

function isAddress(text: string, schemes: readonly string[]): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return schemes.includes(protocol.slice(0, -1)) && `${username}${password}${search}${hash}` === '';
}

function faultOfSettings(
  { settings: known }: DestinationNeeds,
  { kind, settings }: Asked,
): DestinationFault | undefined {
  const missing = known.find(({ name, isDemanded }) => isDemanded && (settings[name] ?? '') === '');
  if (missing) return { at: missing.name, detail: `a destination of the kind ${kind} needs it` };
  for (const [name, value] of Object.entries(settings)) {
    const setting = known.find((one) => one.name === name);
    if (!setting) return { at: name, detail: unknownSetting(kind, known) };
    const values = setting.choices?.map((choice) => choice.value);
    if (values && !values.includes(value))
      return { at: name, detail: `must be one of: ${values.join(', ')}` };
  }
  return undefined;
}

function unknownSetting(kind: DestinationKind, known: readonly DestinationSetting[]): string {
  const names = known.map(({ name }) => name).join(', ');
  return `a destination of the kind ${kind} has ${names === '' ? 'no settings' : `only: ${names}`}`;
}

function faultOfSecret(
  { secret: needed }: DestinationNeeds,
  { secret = '' }: Asked,
): DestinationFault | undefined {
  return needed && !new RegExp(needed.form).test(secret)
    ? { at: 'secret', detail: needed.detail }
    : undefined;
}
