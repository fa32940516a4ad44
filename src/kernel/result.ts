/** An outcome someone must hear: a value, or a refusal with its code and facts. Faults are thrown instead. */
export type Result<T, R> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: R };

/** The good outcome. */
export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The refused outcome; the literal type of its code is kept. */
export function refuse<const R>(error: R): { readonly ok: false; readonly error: R } {
  return { ok: false, error };
}
