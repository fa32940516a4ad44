/** The name of the file at the end of a path, be it of Unix or of Windows; undefined where it ends with none. */
export function fileOf(path: string): string | undefined {
  return /(?:^|[/\\])([^/\\:]+\.\w{2,5})$/.exec(path)?.[1];
}
