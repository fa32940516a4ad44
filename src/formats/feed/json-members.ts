import { isJsonObject, type Json } from '#kernel/json.ts';
import { pointerOf } from '../json/read-strict-json.ts';

/** The members of one JSON object by name, with their places; a member of another type than asked for counts as not given. */
export class JsonMembers {
  readonly at: string;
  readonly #members: ReadonlyMap<string, Json>;
  readonly #unread: Set<string>;

  constructor(json: Json, at: string) {
    this.at = at;
    this.#members = new Map(isJsonObject(json) ? Object.entries(json) : []);
    this.#unread = new Set(this.#members.keys());
  }

  /** The JSON pointer of a member. */
  place(name: string): string {
    return `${this.at}${pointerOf([name])}`;
  }

  /** A text; a number counts as its digits, because feeds write ids so. */
  text(name: string): string | undefined {
    const value = this.#members.get(name);
    if (typeof value !== 'string' && typeof value !== 'number') return this.#passNull(name, value);
    this.#unread.delete(name);
    return String(value);
  }

  /** A whole number from 0. */
  count(name: string): number | undefined {
    const value = Number(this.text(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 ? Math.floor(value) : undefined;
  }

  /** The objects in a list; what else stands in it is passed over. */
  list(name: string): readonly JsonMembers[] | undefined {
    const value = this.#members.get(name);
    if (!Array.isArray(value)) return this.#passNull(name, value);
    this.#unread.delete(name);
    return value.flatMap((one: Json, index) =>
      isJsonObject(one) ? [new JsonMembers(one, `${this.place(name)}/${index}`)] : [],
    );
  }

  /** The texts in a list. */
  texts(name: string): readonly { readonly text: string; readonly at: string }[] {
    const value = this.#members.get(name);
    if (!Array.isArray(value)) return [];
    this.#unread.delete(name);
    return value.flatMap((one: Json, index) =>
      typeof one === 'string' && one.trim() !== '' ? [{ text: one, at: `${this.place(name)}/${index}` }] : [],
    );
  }

  /** A member that is an object. */
  object(name: string): JsonMembers | undefined {
    const value = this.#members.get(name);
    if (value === undefined || !isJsonObject(value)) return this.#passNull(name, value);
    this.#unread.delete(name);
    return new JsonMembers(value, this.place(name));
  }

  /** Members with the names count as read. */
  pass(...names: readonly string[]): void {
    for (const name of names) this.#unread.delete(name);
  }

  /** What nobody asked for, or has another type than it should. */
  unread(): readonly { readonly name: string; readonly at: string }[] {
    return [...this.#unread].map((name) => ({ name, at: this.place(name) }));
  }

  #passNull(name: string, value: Json | undefined): undefined {
    if (value === null) this.#unread.delete(name);
  }
}
