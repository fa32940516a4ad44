import type { Socket } from 'node:net';
import { PROBLEM_TYPE, problemOf, type Refusal } from './problems.ts';
import { securityHeaders } from './security-headers.ts';

const OF_NODE: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request-timeout' },
  HPE_HEADER_OVERFLOW: { code: 'headers-too-large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: 'body-too-large' },
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
};

const LINGER_MS = 500;

/**
 * Answers bytes that never became a request, straight onto the socket, and closes it: after broken framing nobody knows
 * where the next request would begin (T13).
 */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(OF_NODE[error.code ?? ''] ?? { code: 'request-malformed' }, 'en');
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders('desk-api', ''),
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`,
  );
  // Closing at once could lose the answer (RST); a peer that goes on dripping bytes would never count as idle.
  const end = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(end));
}
