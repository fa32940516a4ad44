import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { checkPush, printSecret, secretKey } from './push-signature.ts';

// The worked example of the Standard Webhooks libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = Buffer.from('{"test": 2432232314}');
const HEADERS = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const AT = instantOf(1_614_265_330_000);

test('the known answer of Standard Webhooks is accepted', () => {
  expect(checkPush({ headers: HEADERS, body: BODY }, SECRET, AT)).toEqual({
    ok: true,
    value: { id: HEADERS['webhook-id'] },
  });
});

test('one changed bit anywhere, or no right signature among many, is refused', () => {
  const wrong = [
    { ...HEADERS, 'webhook-id': 'msg_x' },
    { ...HEADERS, 'webhook-timestamp': '1614265331' },
    { ...HEADERS, 'webhook-signature': 'v1,AAAA v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' },
    { ...HEADERS, 'webhook-signature': HEADERS['webhook-signature'].replace('g0', 'G0') },
  ];
  for (const headers of wrong) expect(checkPush({ headers, body: BODY }, SECRET, AT).ok).toBe(false);
  expect(checkPush({ headers: HEADERS, body: Buffer.from('{}') }, SECRET, AT).ok).toBe(false);
});

test('a secret is printed as it is read', () => {
  const key = Buffer.from('0123456789abcdef01234567');
  expect(secretKey(printSecret(key))).toEqual(key);
});

test('an empty signature of the older kind is none', () => {
  for (const signature of [
    '',
    'sha1=',
    `sha1=${'0'.repeat(40)}`,
    createHmac('sha1', SECRET).update('x').digest('hex'),
  ])
    expect(
      checkPush(
        { headers: { 'x-superdesk-signature': signature }, body: BODY, mode: 'superdesk' },
        SECRET,
        AT,
      ).ok,
    ).toBe(false);
});
