import { expect, test } from 'vitest';
import { parseRemotePlace } from './remote-place.ts';

test('a place is a server with its usual port and a folder in any letters', () => {
  expect(parseRemotePlace('imaps://Mail.Example.VN/Tin tức/Đã duyệt', ['imaps', 'imap'])).toEqual({
    scheme: 'imaps',
    host: 'mail.example.vn',
    port: 993,
    path: 'Tin tức/Đã duyệt',
  });
  expect(parseRemotePlace(' sftp://[2001:DB8::1]:2022/~/out ', ['sftp'])).toEqual({
    scheme: 'sftp',
    host: '[2001:db8::1]',
    port: 2022,
    path: '~/out',
  });
  expect(parseRemotePlace('smtp://mail.example.vn', ['smtps', 'smtp'])).toMatchObject({
    port: 587,
    path: '',
  });
});

test('a name or password in it, another scheme, or what another parser may read otherwise is no place', () => {
  const none = [
    'imap://lan@mail.example/INBOX',
    'imap://lan:secret@mail.example/INBOX',
    'https://mail.example/INBOX',
    'imap:///INBOX',
    'imap://mail.example/INBOX?x=1',
    'imap://mail.example/INBOX#x',
    'imap://mail.example/%zz',
    'imap://mail.example/a%0d%0ab',
    'imap://mail.example\\@evil.example/INBOX',
    'mail.example',
  ];
  for (const text of none)
    expect([text, parseRemotePlace(text, ['imaps', 'imap'])]).toEqual([text, undefined]);
});
