import type { PartyView } from '#app/agreement/parties-of.ts';

/** An agency as others see it. */
export function cardOf({ did, name, ownership }: Pick<PartyView, 'did' | 'name' | 'ownership'>) {
  return { did, name: { ...name }, ...(ownership === undefined ? {} : { ownership }) };
}

/** A party by its name, whoever of them it is. */
export function partyCard(parties: readonly PartyView[], did: string) {
  const party = parties.find((one) => one.did === did);
  return party ? cardOf(party) : { did, name: { vi: did, 'zh-Hans': did, en: did } };
}
