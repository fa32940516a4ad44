/** For `catch`: a file that is not there, or has no folder to be in, is nothing; any other fault stays one. */
export function absent(fault: unknown): undefined {
  if (fault instanceof Error && 'code' in fault && (fault.code === 'ENOENT' || fault.code === 'ENOTDIR'))
    return undefined;
  throw fault;
}
