import type { FastifyInstance } from 'fastify';
import { mountMetrics, type MetricsNeeds } from './metrics.ts';
import type { ReadyWatch } from './ready-watch.ts';

export type OperationNeeds = MetricsNeeds & {
  readonly version: string;
  readonly readyWatch: ReadyWatch;
};

/** What an operator and their tools ask: alive, ready, which version, which numbers. */
export function mountOperation(server: FastifyInstance, needs: OperationNeeds): void {
  const config = { door: 'operation' } as const;
  server.route({ method: 'GET', url: '/healthz', config, handler: async () => ({ live: true }) });
  server.route({
    method: 'GET',
    url: '/readyz',
    config,
    handler: async (_request, reply) => {
      const trouble = needs.readyWatch.trouble();
      return trouble === undefined
        ? { ready: true }
        : reply.code(503).header('retry-after', '2').send({ ready: false, because: trouble });
    },
  });
  server.route({ method: 'GET', url: '/version', config, handler: async () => ({ version: needs.version }) });
  mountMetrics(server, needs);
}
