import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { CalendarComponent, CalendarProperty } from './calendar-lines.ts';
import type { CalendarZones } from './calendar-zones.ts';
import type { StepBudget } from './expand-rule.ts';

/** One event on its way to a `WireItem`; knows which properties nobody asked for. */
export class EventSource {
  readonly component: CalendarComponent;
  readonly item: WireItemBuilder;
  readonly zones: CalendarZones;
  readonly budget: StepBudget;
  /** `RECURRENCE-ID`s of events with the same `UID`, each of which replaces one time of this one. */
  readonly replaced: readonly CalendarProperty[];
  readonly #unread: Set<CalendarProperty>;

  constructor(
    component: CalendarComponent,
    around: Pick<EventSource, 'item' | 'zones' | 'budget' | 'replaced'>,
  ) {
    this.component = component;
    this.item = around.item;
    this.zones = around.zones;
    this.budget = around.budget;
    this.replaced = around.replaced;
    this.#unread = new Set(component.properties);
  }

  /** All properties with a name, in order. */
  all(name: string): readonly CalendarProperty[] {
    const found = this.component.properties.filter((property) => property.name === name);
    for (const property of found) this.#unread.delete(property);
    return found;
  }

  /** The first property with a name; further ones stay unread. */
  first(name: string): CalendarProperty | undefined {
    const found = this.component.properties.find((property) => property.name === name);
    if (found !== undefined) this.#unread.delete(found);
    return found;
  }

  /** The first value of the first property with a name, without blanks around it; empty where there is none. */
  text(name: string): string {
    return this.first(name)?.values[0]?.trim() ?? '';
  }

  /** Where the first property with a name stands. */
  place(name: string): string {
    return this.first(name)?.at ?? '';
  }

  /** What nobody asked for. */
  unread(): readonly CalendarProperty[] {
    return [...this.#unread];
  }
}
