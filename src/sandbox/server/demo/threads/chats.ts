import { customer, imani, tildaPortland } from '../company.ts';
import { DAY, HOUR, type Person, say, type Thread } from '../script.ts';

const haruka = customer('高橋 遥', { CHAT: 'haruka.takahashi' });
/** Participants that the bridge makes come in without a name, and as UNKNOWN. */
const visitor: Person = { type: 'UNKNOWN', addresses: { CHAT: 'visitor-7f3a91' } };
const benedikt = customer('Benedikt Aas', { CHAT: 'benedikt.aas' });

const japanese: Thread = {
  name: '高橋 遥: ポートランドでレンタル',
  configuration: 'webChat',
  channel: 'CHAT',
  people: [haruka, tildaPortland],
  joining: [imani],
  lastAgo: 16,
  classic: { uniqueName: 'web-haruka-takahashi', attributes: { page: '/ja/rental', locale: 'ja-JP' } },
  lines: [
    say(
      haruka,
      0,
      'こんにちは。来週の木曜から3日間、クロスバイクを2台借りたいのですが、身長152cmでも乗れますか？',
    ),
    say(
      tildaPortland,
      0.5,
      'こんにちは、高橋様。はい、XSサイズ（148〜160cm）がございます。3日間で1台78ドル、ヘルメットと鍵が付きます。',
    ),
    say(haruka, 3, '良かったです！もう1台は夫用で、178cmです。空港から直接行けますか？'),
    say(
      tildaPortland,
      0.5,
      'はい、MAXレッドラインで約40分、Old Town駅から徒歩4分です。大きなお荷物は店でお預かりします（無料）。',
    ),
    say(
      imani,
      6,
      'Hello Haruka, Imani here. I’ve set aside a teal one for you, and I’m adding a phone mount for the map. 楽しみにしています！',
    ),
    say(haruka, 2, 'わあ、ありがとうございます😊 では2台、木曜の朝10時に伺います🚲🚲'),
  ],
};

const unknownVisitor: Thread = {
  name: 'Web chat: visitor-7f3a91',
  configuration: 'webChat',
  channel: 'CHAT',
  people: [visitor, tildaPortland],
  lastAgo: 1 * HOUR + 3,
  classic: {
    uniqueName: 'web-visitor-7f3a91',
    attributes: { page: '/sizes', locale: 'en-US', anonymous: true },
  },
  lines: [
    say(visitor, 0, 'whats the difference between a 54 and a 56 frame'),
    say(
      tildaPortland,
      0.5,
      'About two centimeters of top tube, so mostly how far you reach. Around 173 to 178 cm tall, most people like a 54; a 56 suits 178 to 183. How tall are you?',
    ),
    say(visitor, 1, '178 lol'),
    say(
      tildaPortland,
      0.5,
      'Right on the line! Then it comes down to arms and back. Drop by and ride both, it takes ten minutes and costs nothing. Shall I book you a slot?',
    ),
    say(visitor, 2, 'maybe later. good answer tho 👍'),
  ],
};

const oldChat: Thread = {
  name: 'Benedikt Aas: invoice for two helmets',
  configuration: 'webChat',
  channel: 'CHAT',
  people: [benedikt, tildaPortland],
  lastAgo: 4 * DAY + 2 * HOUR,
  ended: { status: 'INACTIVE', after: 30 },
  classic: { uniqueName: 'web-benedikt-aas', attributes: { page: '/account/orders', locale: 'en-US' } },
  lines: [
    say(benedikt, 0, 'Could I get the invoice for order 50318 with my company’s address on it?'),
    say(tildaPortland, 0.5, 'Certainly. Which address should it carry?'),
    say(benedikt, 2, 'Fjordlys Design LLC, 1420 NW Lovejoy St, Portland, OR 97209'),
    say(
      tildaPortland,
      1,
      'Done: invoice 50318-B is in your account under Orders, and on its way to your email as well.',
    ),
    say(benedikt, 1, 'Perfect, thanks!'),
  ],
};

/** The web site's chat, bridged to a classic service. */
export const chatThreads: readonly Thread[] = [japanese, unknownVisitor, oldChat];
