import { customer, owen, priya, tildaPortland } from '../company.ts';
import { DAY, HOUR, say, type Thread } from '../script.ts';

const margaret = customer('Margaret Doyle', { VOICE: '+447700900733' });
const isaac = customer('Isaac Nguyen', { VOICE: '+15035550118' });

const recall: Thread = {
  name: 'Margaret Doyle: brake recall',
  configuration: 'phone',
  channel: 'VOICE',
  people: [margaret, priya],
  lastAgo: 8 * HOUR,
  metadata: { ticket: 'BRS-1470' },
  lines: [
    say(priya, 0, 'Velonora Bristol, Priya speaking, good morning.', { words: true }),
    say(
      margaret,
      0.1,
      'Good morning. I’ve had a letter about the brakes on my electric bicycle, and I must say it has given me a bit of a fright.',
      { words: true },
    ),
    say(
      priya,
      0.2,
      'I can imagine. Let’s have a look together. Do you have the letter there? There is a number at the top right.',
      { words: true },
    ),
    say(margaret, 0.4, 'It says R, C, dash, two two zero nine.', { words: true }),
    say(
      priya,
      0.2,
      'Thank you. That is the recall for the front calliper. And the frame number? It’s under the crank, on a white sticker.',
    ),
    say(margaret, 1.6, 'Hold on, I’m kneeling in the hallway. F, K, seven, one, eight, three, three, oh.', {
      words: true,
    }),
    say(
      priya,
      0.3,
      'Yours is one of them, I’m afraid. Please don’t ride it until we’ve changed the part. It takes half an hour and costs you nothing.',
    ),
    say(margaret, 0.2, 'And how am I to bring it in, if I’m not to ride it?'),
    say(priya, 0.2, 'We come to you. Thursday between nine and eleven?'),
    say(margaret, 0.3, 'Thursday is my pottery. Could it be Friday?'),
    say(priya, 0.1, 'Friday, nine o’clock. I’ll put the kettle on for myself if you’re still out.'),
    say(margaret, 0.2, 'You’ll do no such thing, I’ll have it ready. Thank you, dear.', { words: true }),
  ],
};

const nightBooking: Thread = {
  name: 'Isaac Nguyen: booking at night',
  configuration: 'phone',
  channel: 'VOICE',
  people: [isaac, tildaPortland],
  joining: [owen],
  lastAgo: 2 * DAY + 13 * HOUR,
  lines: [
    say(
      tildaPortland,
      0,
      'Hi, you’ve reached Velonora Portland. I’m Tilda, the shop’s automated assistant. How can I help?',
      { words: true },
    ),
    say(
      isaac,
      0.2,
      'Uh, hi. I was hoping to talk to a person, but, uh, my gears are skipping, like, all of them.',
      { words: true },
    ),
    say(
      tildaPortland,
      0.2,
      'I understand. Nobody is in the shop until nine tomorrow, but I can book you in, or have Owen call you back. Which would you prefer?',
    ),
    say(isaac, 0.1, 'Book me in, I guess. It’s a ten speed Bianchi, from, I want to say, ninety-one?', {
      words: true,
    }),
    say(
      tildaPortland,
      0.2,
      'A ten speed Bianchi from nineteen ninety-one, skipping in every gear. I have tomorrow at ten thirty or at three.',
    ),
    say(isaac, 0.1, 'Ten thirty works.'),
    say(
      tildaPortland,
      0.1,
      'Ten thirty tomorrow it is. Your ticket is P, D, X, twenty-two eighty-four. Anything else?',
    ),
    say(isaac, 0.2, 'No, that was, uh, a lot easier than I thought. Night, Tilda.', { words: true }),
    say(
      owen,
      10 * HOUR,
      'Morning Isaac, it’s Owen from Velonora, this is a voicemail. When you come in, bring the old wheel too if you still have it. Ninety-one Bianchis are close to my heart.',
      { words: true },
    ),
  ],
};

/** Calls to the workshops, with what was said. */
export const callThreads: readonly Thread[] = [recall, nightBooking];
