import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The session's cookie. Its name carries the port, because cookies ignore ports and two nodes may share a host name.
 * `__Host-` needs Secure (RFC 6265bis §4.1.3.2), which browsers grant to https and to `http://localhost` only.
 */
export type SessionCookie = {
  readonly name: string;
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
};

export function sessionCookie(publicOrigin: string): SessionCookie {
  const origin = new URL(publicOrigin);
  const secure = origin.protocol === 'https:' || origin.hostname === 'localhost';
  const port = origin.port === '' ? (origin.protocol === 'https:' ? '443' : '80') : origin.port;
  const name = `${secure ? '__Host-' : ''}pactwire-${port}`;
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    name,
    read(request) {
      const token = request.cookies[name];
      return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
    },
    // A session cookie of the browser: the server's own idle and absolute ends decide.
    set: (reply, token) => void reply.setCookie(name, token, attributes),
    clear: (reply) => void reply.clearCookie(name, attributes),
  };
}
