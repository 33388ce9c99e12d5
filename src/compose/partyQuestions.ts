import * as vscode from 'vscode';
import type { Party } from '../api/resources.ts';
import { channelName, participantTypeName } from '../platform/display.ts';
import type { Masker } from '../platform/masking.ts';
import { type StepUi, wentBack } from '../platform/wizard.ts';
import { askAddress } from './addressQuestion.ts';
import type { Answers } from './answers.ts';
import {
  type Candidate,
  likelyAuthor,
  likelyRecipients,
  partyOf,
  recipientsFor,
  sameParty,
} from './draft.ts';
import { shownParty } from './shownDraft.ts';

type PartyItem = vscode.QuickPickItem & { party?: Party };

/** Asks who writes: a participant at one of their addresses, or an address by hand. @param said why it was refused */
export async function askAuthor(
  answers: Answers,
  reading: Promise<readonly Candidate[]>,
  ui: StepUi,
  said?: string,
): Promise<void> {
  // What is only proposed is no answer yet.
  let proposed = answers.author ? [answers.author] : [];
  const author = await askUntilChosen(async () => {
    const { party } = await ui.pick<PartyItem>({
      placeholder: said === undefined ? vscode.l10n.t('Who writes?') : refused(vscode.l10n.t('Who writes?')),
      items: reading.then((all) => {
        const likely = answers.author ?? likelyAuthor(all);
        proposed = likely ? [likely] : [];
        const typed = typedParties(answers, proposed, all);
        return [
          ...all.map((candidate) => candidateItem(candidate, ui.masker)),
          ...typed.map((one) => typedItem(one, ui.masker)),
          typeItem(),
        ].map((item) => marked(item, proposed, said));
      }),
      active: ({ party }) => isAmong(party, proposed),
    });
    return party ?? typedByHand(answers, await reading, ui);
  });
  // The likely recipients are others then; what was typed by hand stays on the list.
  if (answers.author && !sameParty(answers.author, author)) delete answers.recipients;
  answers.author = author;
}

/** Asks who it is for: participants and addresses by hand, at least one. @param said why they were refused */
export async function askRecipients(
  answers: Answers,
  reading: Promise<readonly Candidate[]>,
  ui: StepUi,
  said?: string,
): Promise<void> {
  const { author } = answers;
  if (!author) return;
  const question = vscode.l10n.t('Who is it for? At least one.');
  let proposed = answers.recipients ?? [];
  answers.recipients = await askUntilChosen(async () => {
    const chosen = await ui.pickMany<PartyItem>(
      {
        placeholder: said === undefined ? question : refused(question),
        items: reading.then((all) => {
          proposed = answers.recipients ?? likelyRecipients(author, all);
          const wrong = refusedParties(proposed, said);
          const typed = typedParties(answers, proposed, all).filter((one) => !sameParty(one, author));
          return [
            ...recipientsFor(author, all).map((candidate) => candidateItem(candidate, ui.masker)),
            ...typed.map((one) => typedItem(one, ui.masker)),
            typeItem(),
          ].map((item) => marked(item, wrong, said));
        }),
        active: ({ party }) => isAmong(party, proposed),
      },
      ({ party }) => party === undefined,
    );
    const parties = chosen.flatMap(({ party }) => party ?? []);
    if (parties.length === chosen.length) return parties;
    // They stay chosen while an address is added to them.
    answers.recipients = parties;
    const added = await typedByHand(answers, await reading, ui);
    if (added && !isAmong(added, parties)) answers.recipients = [...parties, added];
    return undefined;
  });
}

async function askUntilChosen<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const chosen = await ask();
    if (chosen !== undefined) return chosen;
  }
}

/** @returns `undefined` where the person went back to the list */
async function typedByHand(
  answers: Answers,
  candidates: readonly Candidate[],
  ui: StepUi,
): Promise<Party | undefined> {
  try {
    const party = await askAddress(answers, candidates, ui.within());
    if (!party.participantId && !isAmong(party, answers.typed ?? []))
      answers.typed = [...(answers.typed ?? []), party];
    return party;
  } catch (thrown) {
    if (!wentBack(thrown)) throw thrown;
    return undefined;
  }
}

/** Addresses by hand: those that were typed, and those that are answers and no participant's. */
function typedParties(
  { typed = [] }: Answers,
  answered: readonly Party[],
  candidates: readonly Candidate[],
): Party[] {
  const all = [...typed];
  for (const party of answered) {
    if (isAmong(party, all) || candidates.some((one) => sameParty(partyOf(one), party))) continue;
    all.push(party);
  }
  return all;
}

/** Which of several the API means: it counts them from 0, such as `recipients[1].address`. */
function refusedParties(recipients: readonly Party[], said: string | undefined): readonly Party[] {
  const index = /recipients\[(\d+)\]/.exec(said ?? '')?.[1];
  const one = index === undefined ? undefined : recipients[Number(index)];
  return one ? [one] : recipients;
}

function refused(question: string): string {
  return vscode.l10n.t('Refused, see the mark. {0}', question);
}

/** An item with what was said of it, where it is the one that was refused. */
function marked(item: PartyItem, wrong: readonly Party[], said: string | undefined): PartyItem {
  return said === undefined || !isAmong(item.party, wrong) ? item : { ...item, detail: `$(error) ${said}` };
}

function isAmong(party: Party | undefined, parties: readonly Party[]): boolean {
  return party !== undefined && parties.some((one) => sameParty(one, party));
}

function candidateItem(candidate: Candidate, masker: Masker): PartyItem {
  const { participant, address } = candidate;
  return {
    label: shownParty(partyOf(candidate), [candidate], masker),
    description: `${channelName(address.channel)} ${masker.address(address.address)}`,
    detail: participantTypeName(participant.type),
    party: partyOf(candidate),
  };
}

function typedItem(party: Party, masker: Masker): PartyItem {
  return {
    label: masker.address(party.address),
    description: channelName(party.channel),
    detail: vscode.l10n.t('Typed by hand'),
    party,
  };
}

function typeItem(): PartyItem {
  return { label: `$(edit) ${vscode.l10n.t('Type an Address…')}`, alwaysShow: true };
}
