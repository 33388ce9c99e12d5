import type { Channel } from '../model.ts';
import type { Random } from '../store/random.ts';
import { BIKES, DAYS, type Dialogue, SPOKEN, WRITTEN } from './dialogues.ts';

/** One line of a conversation, ready to be said. */
export interface ScriptLine {
  /** The customer, a person of the shop, or its assistant. */
  by: 'c' | 's' | 't';
  text: string;
}

type Facts = Record<string, string>;

/** What a piece of the conversation is about. */
function newFacts(random: Random, people: Facts): Facts {
  return {
    ...people,
    bike: random.pick(BIKES),
    ticket: `PDX-${random.between(1000, 9899)}`,
    price: `$${random.between(12, 190)}`,
    day: random.pick(DAYS),
    hour: String(random.between(9, 17)),
    slot: random.pick(['15', '30', '45']),
    n: String(random.between(2, 8)),
  };
}

function fill(template: string, facts: Facts): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
}

function piecesFor(channel: Channel): readonly { topic: string; lines: Dialogue }[] {
  return channel === 'VOICE' ? SPOKEN : WRITTEN;
}

/** What a conversation is about, at first. @param random - the one that its script is written with */
export function topicOf(random: Random, channel: Channel): string {
  const pieces = piecesFor(channel);
  return pieces[random.between(0, pieces.length - 1)]?.topic ?? '';
}

/**
 * Writes so many lines: one piece after another, each with its own ticket, until they are enough.
 *
 * @param random - the same gives the same
 * @param people - the customer's `name`, and `staff`
 */
export function writeScript(random: Random, channel: Channel, count: number, people: Facts): ScriptLine[] {
  const pieces = piecesFor(channel);
  let piece = random.between(0, pieces.length - 1);
  const lines: ScriptLine[] = [];
  while (lines.length < count) {
    const facts = newFacts(random, people);
    for (const [by, template] of pieces[piece]?.lines ?? []) {
      if (lines.length < count) lines.push({ by, text: fill(template, facts) });
    }
    // Any step but a whole round: the same piece does not come twice in a row.
    piece = (piece + random.between(1, pieces.length - 1)) % pieces.length;
  }
  return lines;
}
