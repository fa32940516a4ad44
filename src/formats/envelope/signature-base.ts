import { componentOf, type RequestParts } from './http-message.ts';

/**
 * The exact text that an HTTP message signature covers (RFC 9421 §2.5); undefined when a component is missing,
 * named twice, or would break its line.
 */
export function signatureBase(
  parts: RequestParts,
  components: readonly string[],
  params: string,
): string | undefined {
  if (new Set(components).size !== components.length) return undefined;
  const lines: string[] = [];
  for (const name of components) {
    const value = componentOf(parts, name);
    if (value === undefined || /[\r\n\0]/.test(value)) return undefined;
    lines.push(`"${name}": ${value}`);
  }
  return [...lines, `"@signature-params": ${params}`].join('\n');
}
