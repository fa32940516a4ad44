import { expect, test } from 'vitest';
import { DELIVERY_CHANNELS } from '#domain/agreement/agreement.ts';
import { ARCHIVE, CHANNEL_SETTING, DESTINATION_KINDS } from '#kernel/destination-kind.ts';
import { channelOf } from '#app/publication/push/channel-of.ts';
import { DESTINATION_NEEDS } from './destination-needs.ts';

test('every kind of destination has a delivery channel, one of those that agreements name, and a usual one that fits it', () => {
  const usual = DESTINATION_KINDS.map((kind) => {
    const setting = DESTINATION_NEEDS[kind].settings.find(({ name }) => name === CHANNEL_SETTING);
    const choices = setting?.choices?.map(({ value }) => value);
    expect(choices?.filter((one) => one !== ARCHIVE)).toEqual([...DELIVERY_CHANNELS]);
    expect(setting?.usual).toBe(channelOf({ kind, settings: {} }));
    return [kind, setting?.usual];
  });
  expect(Object.fromEntries(usual)).toMatchObject({ wordpress: 'web', mail: 'newsletter', s3: 'web' });
  expect(channelOf({ kind: 'mail', settings: { [CHANNEL_SETTING]: 'print' } })).toBe('print');
});

test('an archive can be of the kinds from which what they have can be taken out and which show it to nobody by themselves', () => {
  const archives = DESTINATION_KINDS.filter((kind) =>
    DESTINATION_NEEDS[kind].settings.some(
      ({ name, choices }) => name === CHANNEL_SETTING && choices?.some(({ value }) => value === ARCHIVE),
    ),
  );
  expect(archives).toEqual(['webhook', 'superdesk', 's3', 'folder', 'sftp', 'hand']);
  expect(channelOf({ kind: 'folder', settings: { [CHANNEL_SETTING]: ARCHIVE } })).toBe(ARCHIVE);
});
