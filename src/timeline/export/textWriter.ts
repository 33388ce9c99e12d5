import type { Said, Transcript } from './transcript.ts';

/** A line of a plain transcript, and whose it is. */
export interface TextPiece {
  text: string;
  /** The communication that it is of. */
  id?: string;
}

/**
 * A transcript as plain text, for screen readers and for searching: a line with date, time, author, channel and delivery
 * for each communication, and under it what was said, as it was said. No line is broken that was none.
 */
export function* writeText(transcript: Transcript): Generator<TextPiece, void, void> {
  const { head } = transcript;
  const facts = [head.conversationId, head.status, head.count].filter(Boolean).join(', ');
  yield { text: `${head.title}\n${facts}\n${head.times}\n` };
  if (head.masked) yield { text: `${head.masked}\n` };
  for (const { person, addresses } of head.participants) {
    const where = addresses.map(({ channel, address }) => `${channel} ${address}`).join(', ');
    yield { text: `${person.name} (${person.typeName})${where ? `: ${where}` : ''}\n` };
  }
  let day = '';
  for (const part of transcript.parts()) {
    if (part.kind === 'day') {
      day = part.day;
      yield { text: `\n== ${part.words} ==\n` };
    } else if (part.kind === 'gap') yield { text: `\n-- ${part.words} --\n` };
    else yield { text: `\n${headline(part, day)}\n${part.text === '' ? '' : `${part.text}\n`}`, id: part.id };
  }
}

function headline(said: Said, day: string): string {
  const { author, channelName, note, recipients, clockSeconds } = said;
  const when = [day, clockSeconds].filter(Boolean).join(' ');
  const to = recipients.map(({ person, status }) => `${person.name} (${status})`).join(', ');
  return [
    when && `[${when}]`,
    `${author.name} (${author.typeName})`,
    `${channelName}${note ? `, ${note}` : ''}`,
    to && `→ ${to}`,
  ]
    .filter(Boolean)
    .join(' ');
}
