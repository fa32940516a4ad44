import type { DroppedList } from '../dropped-list.ts';
import type { WireItem } from './wire-item.ts';

/** Lists what a wire item says and an item of ours has no place for. Dates of the content and the provider's name say nothing new. */
export function listUnkept(wire: WireItem, dropped: DroppedList): void {
  const lose = (what: string, at: string) => dropped.add(at, what, 'an item has no place for it');
  const at = (field: string) => wire.sources[field] ?? wire.at;
  for (const [index, { role, text }] of (wire.headlines ?? []).entries())
    lose(`headline ${role} ${text}`, at(`headlines/${index}`));
  for (const [index, keyword] of wire.keywords.entries()) lose(`keyword ${keyword}`, at(`keywords/${index}`));
  for (const [index, { code, name }] of wire.genres.entries())
    lose(`genre ${name ?? code}`, at(`genres/${index}`));
  for (const [index, { code, name }] of wire.signals.entries())
    lose(`signal ${code || (name ?? '')}`, at(`signals/${index}`));
  for (const link of wire.links)
    if (link.rel !== 'canonical' && link.rel !== 'alternate' && !isAssociated(wire, link.uri))
      lose(`link ${link.rel} ${link.uri ?? link.href ?? ''}`, link.at);
  for (const place of wire.places) if (place.name === undefined) lose(`place ${place.code ?? ''}`, wire.at);
  for (const field of ['priority', 'copyrightHolder', 'isEmbargoed'] as const) {
    const value = wire[field];
    if (value !== undefined) lose(`${field} ${value}`, at(field));
  }
  for (const [index, { code, name }] of (wire.altIds ?? []).entries())
    lose(`altId ${code || (name ?? '')}`, at(`altIds/${index}`));
  for (const [index, { code, name }] of (wire.infoSources ?? []).entries())
    lose(`infoSource ${name ?? code}`, at(`infoSources/${index}`));
  if (wire.dates.expires !== undefined) lose(`expires ${wire.dates.expires}`, at('dates/expires'));
}

function isAssociated({ associations }: WireItem, uri: string | undefined): boolean {
  return uri !== undefined && associations.some((one) => one.uri === uri);
}
