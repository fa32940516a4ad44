import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkPush } from '#http/push/push-signature.ts';
import { instantOf } from '#kernel/instant.ts';
import { ghostToken } from './ghost.ts';
import { signV4 } from './s3.ts';
import { superdeskSignature } from './superdesk.ts';
import { webhookHeaders } from './webhook.ts';

test('a webhook is signed as the worked example of Standard Webhooks is', () => {
  const message = {
    messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    at: instantOf(1_614_265_330_999),
  };
  expect(webhookHeaders(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a request to a bucket is signed as the worked example of Amazon is', () => {
  const { authorization } = signV4(
    {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { range: 'bytes=0-9' },
      payload: new Uint8Array(0),
      at: instantOf(Date.UTC(2013, 4, 24)),
    },
    {
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    },
  );
  expect(authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});

test('a push in the manner of Superdesk is admitted by our own door for such pushes', () => {
  const body = '{"guid":"urn:egret:1"}';
  const headers = { 'x-superdesk-signature': superdeskSignature(body, 'a secret') };
  const at = instantOf(0);
  expect(checkPush({ headers, body: Buffer.from(body), mode: 'superdesk' }, 'a secret', at).ok).toBe(true);
  expect(checkPush({ headers, body: Buffer.from(body), mode: 'superdesk' }, 'another', at).ok).toBe(false);
});

test('a token for Ghost names its key, holds for five minutes and is signed with the second half of the key', () => {
  const secret = 'ab'.repeat(32);
  const [head = '', claims = '', signature = ''] = ghostToken(
    `${'0'.repeat(24)}:${secret}`,
    instantOf(60_000),
  ).split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT', kid: '0'.repeat(24) });
  expect(read(claims)).toEqual({ iat: 60, exp: 360, aud: '/admin/' });
  const right = createHmac('sha256', Buffer.from(secret, 'hex'))
    .update(`${head}.${claims}`)
    .digest('base64url');
  expect(signature).toBe(right);
});
