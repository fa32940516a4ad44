import { addDestination } from '#app/publication/push/add-destination.ts';
import { channelOf } from '#app/publication/push/channel-of.ts';
import { changeDestination, setDestinationState } from '#app/publication/push/change-destination.ts';
import { tryDestination } from '#app/publication/push/try-destination.ts';
import { DESTINATION_NEEDS } from '#contract/destination-needs/destination-needs.ts';
import { onlyGiven } from '#formats/only-given.ts';
import { OUTLETS } from '#domain/agreement/page-requests.ts';
import { CHANNEL_SETTING, DESTINATION_KINDS } from '#kernel/destination-kind.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Placement, StoredDestination } from '#ports/destination-store.ts';
import { acting, reading, type SeatedDesk } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { readSecretFile } from '../read-named-file.ts';
import { inputInvalid, type Answer } from '../said.ts';
import { shortTime } from '../short-time.ts';

/** What every kind has, then what single kinds have beside it. */
const SETTINGS = [
  `${CHANNEL_SETTING}: ${OUTLETS.join(', ')}`,
  ...DESTINATION_KINDS.flatMap((kind) => {
    const names = DESTINATION_NEEDS[kind].settings.map(({ name }) => name);
    const own = names.filter((name) => name !== CHANNEL_SETTING);
    return own.length > 0 ? [`${kind}: ${own.join(', ')}`] : [];
  }),
].join('; ');

/** Other systems of the agency that stories are pushed to. */
export const destinationCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-destinations', {
    name: 'destination add <kind> [place]',
    about: `Add a system to push stories to: ${DESTINATION_KINDS.join(', ')}; place is its address, or a folder`,
    options: [
      { flags: '--name <name>', about: 'what people call it; the place if left out' },
      {
        flags: '--secret-file <file>',
        about: 'its password, key or secret; a webhook gets a new one without',
      },
      { flags: '--set <name=value...>', about: SETTINGS },
    ],
    run: (desk, given) => add(desk, given),
  }),
  reading({
    name: 'destination list',
    about: 'Destinations and what stands in them',
    async run({ node, agency }) {
      const destinations = await node.inPushes(agency.id, (stores) => stores.destinations.list());
      return accept({
        json: { destinations: destinations.map(shape) },
        lines: columns(
          ['STATE', 'KIND', 'CHANNEL', 'NAME', 'ID', 'PLACE'],
          destinations.map((one) => [
            one.state,
            one.kind,
            channelOf(one),
            clip(one.name, 30),
            one.id,
            one.place,
          ]),
        ),
        ...(destinations.length === 0 ? { next: 'pactwire destination add wordpress URL --as EMAIL' } : {}),
      });
    },
  }),
  acting('manage-destinations', {
    name: 'destination test <id>',
    about: 'Reach it, sign in, make a draft and remove it; prints its exact answers',
    async run({ node, agency }, given) {
      const id = given.demand('id');
      if (!isId(id)) return refuse({ code: 'destination-unknown' });
      const tried = await tryDestination(node, agency.id, id);
      if (!tried.ok) return tried;
      const steps = tried.value;
      return accept({
        json: { steps },
        lines: steps.map(
          ({ name, isDone, status, answer }) =>
            `${isDone ? 'ok  ' : 'FAIL'} ${name}${status === undefined ? '' : ` ${status}`}: ${clip(answer, 500)}`,
        ),
        ...(steps.every(({ isDone }) => isDone) ? {} : { isRefusal: true }),
      });
    },
  }),
  reading({
    name: 'destination log <id>',
    about: 'Every attempt at a destination, with its exact answer, and what stands there',
    async run({ node, agency }, given) {
      const id = given.demand('id');
      const found = isId(id) && (await node.inPushes(agency.id, ({ destinations }) => destinations.find(id)));
      if (!found) return refuse({ code: 'destination-unknown' });
      const [deliveries, placements] = await node.inPushes(agency.id, async (stores) => [
        await stores.placements.deliveries(id),
        await stores.placements.ofDestination(id),
      ]);
      return accept({
        json: { destination: shape(found), placements, deliveries },
        lines: [
          ...columns(
            ['STANDS', 'WANTED', 'PLACEMENT', 'STORY', 'THERE'],
            placements.map((one) => [
              standsOf(one, found),
              one.wanted,
              one.id,
              one.itemId,
              one.remote?.url ?? one.remote?.id ?? '',
            ]),
          ),
          '',
          ...columns(
            ['AT', 'DEED', 'OUTCOME', 'STATUS', 'MS', 'PLACEMENT', 'ANSWER'],
            deliveries.map((one) => [
              shortTime(one.at),
              one.deed,
              one.outcome,
              String(one.status ?? ''),
              String(one.durationMs),
              one.placementId,
              clip(one.answer.replaceAll(/\s+/g, ' '), 160),
            ]),
          ),
        ],
      });
    },
  }),
  acting('manage-destinations', {
    name: 'destination change <id>',
    about: 'Change what is set of it; what is not named stays as it is',
    options: [
      { flags: '--name <name>', about: 'what people call it' },
      { flags: '--place <place>', about: 'its address, or a folder' },
      { flags: '--moved', about: 'the same system at a new address: it keeps what stands there' },
      { flags: '--set <name=value...>', about: SETTINGS },
      { flags: '--secret-file <file>', about: 'its password, key or secret anew' },
      { flags: '--new-secret', about: 'make a new secret, for a webhook' },
    ],
    run: (desk, given) => change(desk, given),
  }),
  acting('manage-destinations', {
    name: 'destination pause <id>',
    about: 'Send no story there until it is resumed; kills and stops go out all the same',
    run: (desk, given) => setState(desk, given.demand('id'), 'paused'),
  }),
  acting('manage-destinations', {
    name: 'destination resume <id>',
    about: 'Send there again, also what waited',
    run: (desk, given) => setState(desk, given.demand('id'), 'active'),
  }),
];

/** What went out as mail cannot be taken back: those who have it were told. */
function standsOf({ stands }: Placement, { kind }: StoredDestination): string {
  return kind === 'mail' && (stands === 'withdrawn' || stands === 'killed') ? `${stands}, told` : stands;
}

async function add({ node, agency }: SeatedDesk, given: Given): Promise<Answer> {
  const kind = DESTINATION_KINDS.find((one) => one === given.demand('kind'));
  if (!kind) return inputInvalid('kind', `must be one of: ${DESTINATION_KINDS.join(', ')}`);
  const place = given.text('place') ?? '';
  const secret = await secretIn(given);
  if (!secret.ok) return secret;
  const added = await addDestination(node, agency.id, {
    name: (given.text('name') ?? (place === '' ? kind : place)).slice(0, 200),
    kind,
    place,
    settings: settingsIn(given),
    ...(secret.value === undefined ? {} : { secret: secret.value }),
  });
  if (!added.ok) return added;
  const { destination, secret: made } = added.value;
  return accept({
    json: { destination: shape(destination), ...(made === undefined ? {} : { secret: made }) },
    lines: [
      `Added ${destination.kind} ${destination.place}`,
      `id ${destination.id}`,
      ...(made === undefined ? [] : [`secret ${made} (shown this once)`]),
    ],
    next: `pactwire destination test ${destination.id} --as EMAIL`,
  });
}

function settingsIn(given: Given): Readonly<Record<string, string>> {
  const pairs = given.texts('set').map((pair) => {
    const [name = ''] = pair.split('=');
    return [name, pair.slice(pair.indexOf('=') + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

async function secretIn(given: Given) {
  const file = given.text('secretFile');
  return file === undefined ? accept(undefined) : readSecretFile('--secret-file', file);
}

async function change({ node, agency }: SeatedDesk, given: Given): Promise<Answer> {
  const id = given.demand('id');
  const found = isId(id) && (await node.inPushes(agency.id, ({ destinations }) => destinations.find(id)));
  if (!found) return refuse({ code: 'destination-unknown' });
  const secret = await secretIn(given);
  if (!secret.ok) return secret;
  const changed = await changeDestination(node, agency.id, {
    id,
    settings: { ...found.settings, ...settingsIn(given) },
    hasMoved: given.isSet('moved'),
    newSecret: given.isSet('newSecret'),
    ...onlyGiven({ name: given.text('name'), place: given.text('place'), secret: secret.value }),
  });
  if (!changed.ok) return changed;
  const { destination, secret: made } = changed.value;
  return accept({
    json: { destination: shape(destination), ...(made === undefined ? {} : { secret: made }) },
    lines: [
      `Changed ${destination.kind} ${destination.place}`,
      ...(made === undefined ? [] : [`secret ${made} (shown this once)`]),
    ],
    next: `pactwire destination test ${destination.id} --as EMAIL`,
  });
}

async function setState(
  { node, agency, at }: SeatedDesk,
  id: string,
  state: StoredDestination['state'],
): Promise<Answer> {
  if (!isId(id)) return refuse({ code: 'destination-unknown' });
  const set = await setDestinationState(node, agency.id, { id, state, at });
  return set.ok
    ? accept({ json: { destination: shape(set.value) }, lines: [`${set.value.name}: ${state}`] })
    : set;
}

function shape({ sealedSecret: _secret, ...shown }: StoredDestination) {
  return { ...shown, channel: channelOf(shown) };
}
