import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { RefusedCall } from '../refused-call.ts';
import { isLoopbackCall } from '../visitor.ts';

/** A number of the node that is read when somebody asks for the metrics; never one about a reader or a story (I25). */
export type NodeGauge = {
  readonly name: string;
  readonly help: string;
  readonly read: () => Promise<number>;
};

export type MetricsNeeds = {
  /** Lets a collector in from elsewhere; without it only this computer is answered. */
  readonly metricsToken?: string;
  readonly gauges?: readonly NodeGauge[];
};

/** `GET /metrics` in Prometheus's text form. Labels are route patterns and status classes, never values. */
export function mountMetrics(server: FastifyInstance, needs: MetricsNeeds): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'pactwire_' });
  const answers = new Histogram({
    name: 'pactwire_http_answer_seconds',
    help: 'Time to answer, by route and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  for (const { name, help, read } of needs.gauges ?? []) addGauge(registry, name, help, read);
  server.addHook('onResponse', async (request, reply) => {
    const { method, route, status } = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: `${Math.floor(reply.statusCode / 100)}xx`,
    };
    answers.observe({ method, route, status }, reply.elapsedTime / 1000);
  });
  server.route({
    method: 'GET',
    url: '/metrics',
    config: { door: 'operation' },
    handler: async (request, reply) => {
      if (!mayCollect(request, needs.metricsToken)) throw new RefusedCall({ code: 'not-found' });
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  });
}

function addGauge(registry: Registry, name: string, help: string, read: () => Promise<number>): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      gauge.set(await read());
    },
  });
}

function mayCollect(request: FastifyRequest, token: string | undefined): boolean {
  if (isLoopbackCall(request)) return true;
  const given = request.headers.authorization ?? '';
  return token !== undefined && timingSafeEqual(digest(given), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
