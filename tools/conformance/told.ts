/** A value of an answer as it is told: a text as it stands, anything else as JSON. */
export function told(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
