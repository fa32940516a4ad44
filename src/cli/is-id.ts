/** Is this a name as the node makes them? Anything else names nothing here, and the database need not be asked. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
